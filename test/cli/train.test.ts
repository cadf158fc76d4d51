import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { readTarFiles } from "../../src/bytes/tar.js";
import { readModel } from "../../src/xgboost/index.js";
import { root } from "../support.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-cli-train-"));
after(() => rmSync(folder, { recursive: true }));
const rows = Array.from({ length: 100 }, (_, row) => `${row % 10},${row % 10},${(row * 7) % 13}\n`).join("");
writeFileSync(join(folder, "rows.csv"), rows);

function kakehi(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [join(root, "dist/src/cli/main.js"), ...args],
      { cwd: folder },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

test("kakehi train makes a model.tar.gz of files, and prints the container's lines", async () => {
  const inputs = ["-i", "rows.csv", "-i", "validation=rows.csv"];
  const { code, stdout, stderr } = await kakehi("train", ...inputs, "-p", "num_round=3", "max_depth=2", "-o", "out");
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^\[2\]\ttrain-rmse:[0-9.]+\tvalidation-rmse:[0-9.]+$/m);
  const files = await readTarFiles(gunzipSync(readFileSync(join(folder, "out/model.tar.gz"))));
  assert.deepEqual([...files.keys()], ["xgboost-model"]);
  assert.ok(readModel(files.get("xgboost-model")!));
});

test("kakehi train ends with what was wrong", async () => {
  const failed = await kakehi("train", "-i", "rows.csv", "-p", "num_round=0", "-o", "out");
  assert.equal(failed.code, 1);
  assert.match(failed.stderr, /num_round/);
  for (const wrong of [
    ["-i", "rows.csv", "-p", "num_round"],
    ["-i", "nothing.csv"],
    ["-i", "rows.csv", "--image", "nobody/knows"],
  ])
    assert.equal((await kakehi("train", ...wrong, "-o", "out")).code, 2, wrong.join(" "));
});
