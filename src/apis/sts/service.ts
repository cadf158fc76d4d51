import { query } from "../../aws/protocols/query.js";
import type { Service } from "../../aws/service.js";
import * as operations from "./index.js";

/** AWS Security Token Service: who am I. */
export const sts: Service = {
  id: "sts",
  protocol: query("2011-06-15", "https://sts.amazonaws.com/doc/2011-06-15/")(operations),
  bodyLimit: 1 << 20,
  dependencies: {},
};
