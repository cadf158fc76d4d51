import { join } from "node:path";
import { after, before, test } from "node:test";
import { root } from "../support.js";
import { boto3, type ServerForClients, serverForClients } from "./clients.js";
import { python } from "./python.js";

const interpreter = python("boto3", boto3);
const skip = "absent" in interpreter && interpreter.absent;
const path = "path" in interpreter ? interpreter.path : "";

let server: ServerForClients;
before(async () => {
  server = await serverForClients();
});
after(() => server.close());

for (const name of ["sts", "iam", "s3", "sagemaker", "pipeline"]) {
  test(`boto3: ${name}`, { skip }, async () => {
    await server.run(path, [join(root, "test", "interop", "boto3", `${name}.py`), root], {
      PYTHONDONTWRITEBYTECODE: "1",
      KAKEHI_EXAMPLES: join(root, "examples"),
    });
  });
}
