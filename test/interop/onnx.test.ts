import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { onnx } from "../../src/builtin/onnx/image.js";
import { folderOf, invocation, start, text } from "../builtin/support.js";
import { fixture, root } from "../support.js";

/** onnxruntime is no dependency: too large for what few need. Installed as a user would, in a folder of the test's own. */
const version = "1.30.0";

/** Installs a package into a folder of its own; answers why that cannot be done. */
function install(name: string, folder: string): string | false {
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(folder, "node_modules", name, "package.json"))) return false;
  writeFileSync(join(folder, "package.json"), "{}");
  const parameters = [
    "install",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    `${name}@${version}`,
  ];
  const { status, stderr } = spawnSync("npm", parameters, { cwd: folder, encoding: "utf8" });
  return status === 0 ? false : `${name} cannot be installed: ${stderr.trim().split("\n").at(-1)}`;
}

after(() => process.chdir(root));

for (const name of ["onnxruntime-node", "onnxruntime-web"]) {
  const folder = join(root, ".work", "interop", name);
  const skip = install(name, folder);

  for (const model of readdirSync(fixture("onnx")).filter((entry) => !entry.endsWith(".md"))) {
    test(`${name}: ${model} answers what Python's onnxruntime answers`, { skip }, async () => {
      process.chdir(folder);
      const archive = await folderOf([["model.onnx", readFileSync(fixture("onnx", model, "model.onnx"))]]);
      const { container } = await start(onnx, "kakehi/onnx", archive);
      const body = readFileSync(fixture("onnx", model, "input.csv"), "utf8");
      const expected = JSON.parse(readFileSync(fixture("onnx", model, "expected.json"), "utf8")) as Expected;
      const csv = await container.invoke(invocation("text/csv", body, "text/csv"));
      assert.equal(csv.status, 200, text(csv));
      const rows = text(csv).trimEnd().split("\n");
      assert.equal(rows.length, body.trimEnd().split("\n").length);
      for (const [row, line] of rows.entries()) {
        const wanted = Object.values(expected).flatMap((values) => values[row]);
        const got = line.split(",");
        assert.equal(got.length, wanted.length);
        for (const [at, cell] of got.entries()) close(cell, wanted[at]);
      }
      const json = await container.invoke(invocation("text/csv", body));
      assert.equal(json.contentType, "application/json");
      assert.equal((JSON.parse(text(json)) as { predictions: unknown[] }).predictions.length, rows.length);
      assert.equal((await container.invoke(invocation("text/csv", "1"))).status, 400);
    });
  }
}

/** By output, a list or a single value for each row. */
type Expected = Readonly<Record<string, readonly (Value | readonly Value[])[]>>;
type Value = number | boolean;

function close(cell: string, wanted: Value): void {
  if (typeof wanted === "boolean") assert.equal(cell, String(wanted));
  else assert.ok(Math.abs(Number(cell) - wanted) <= 1e-5 * Math.max(1, Math.abs(wanted)), `${cell} is not ${wanted}`);
}

test("without onnxruntime the container does not start, and says what to install", async () => {
  const archive = await folderOf([["model.onnx", readFileSync(fixture("onnx/network/model.onnx"))]]);
  process.chdir(archive);
  await assert.rejects(start(onnx, "kakehi/onnx", archive), /npm install onnxruntime-node/);
  process.chdir(root);
});
