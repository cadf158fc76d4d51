import { query } from "../../aws/protocols/query.js";
import type { Service } from "../../aws/service.js";
import * as operations from "./index.js";

/** AWS Identity and Access Management: names of roles. */
export const iam: Service = {
  id: "iam",
  protocol: query("2010-05-08", "https://iam.amazonaws.com/doc/2010-05-08/")(operations),
  bodyLimit: 1 << 20,
  dependencies: {},
};
