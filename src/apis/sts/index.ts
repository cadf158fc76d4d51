export { getCallerIdentity as GetCallerIdentity } from "./get-caller-identity.js";
