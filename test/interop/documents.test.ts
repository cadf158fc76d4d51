import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { blocksOf } from "../examples/document-blocks.js";
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

test("the documents' Python runs, in the clone", { skip }, async () => {
  const [block, ...others] = blocksOf(root).filter(({ language }) => language === "python");
  assert.deepEqual(others, []);
  const script = join(server.folder, "readme.py");
  writeFileSync(script, block!.text);
  const chdir = `import os, runpy; os.chdir(${JSON.stringify(root)}); runpy.run_path(${JSON.stringify(script)})`;
  assert.equal((await server.run(path, ["-c", chdir])).trim(), "12.058690071105957");
});
