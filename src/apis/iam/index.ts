export { getRole as GetRole } from "./get-role.js";
