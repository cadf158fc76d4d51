export { nativeImages } from "./native-images.js";
