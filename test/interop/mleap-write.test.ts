import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { writeZip } from "../../src/bytes/zip-writer.js";
import { loadBundle, writeBundle } from "../../src/mleap/index.js";
import { fixtureCases } from "../mleap/fixture-cases.js";
import { root } from "../support.js";

function absent(): string | false {
  for (const command of ["java", "mvn"]) {
    if (spawnSync(command, ["-version"], { stdio: "ignore" }).status !== 0) return `${command} is not on this machine`;
  }
  return false;
}

interface Answers {
  /** Why MLeap cannot load the bundle. */
  readonly load?: unknown;
}

/**
 * Every fixture's bundles are loaded and written anew, each in the other format; the JVM's MLeap then has to answer what it
 * answered for the originals: nothing else than Spark where there is no `mleap.json`, and the very same `mleap.json` where
 * there is. Trees that it wrote under a name at which it cannot find them, it finds now.
 */
test("the JVM's MLeap loads what is written, and answers the same", { skip: absent() }, async () => {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-mleap-"));
  try {
    const cases = fixtureCases();
    for (const { set, name, folder: source, formats } of cases) {
      const copy = join(folder, set, name);
      cpSync(source, copy, { recursive: true });
      for (const from of formats) {
        const to = from === "json" ? "protobuf" : "json";
        const { info, root } = await loadBundle(readFileSync(join(source, `${from}.zip`)));
        const files = writeBundle({ info: { ...info, format: to }, root });
        writeFileSync(join(copy, `${to}.zip`), await writeZip(files));
      }
    }
    const run = spawnSync(join(root, "tools/mleap/run.sh"), ["Compare", folder], { encoding: "utf8" });
    assert.equal(run.status, 0, run.stderr);
    const answers = (path: string): Answers | undefined =>
      existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
    const wrong: unknown[] = [];
    for (const { set, name, folder: source } of cases) {
      const original = answers(join(source, "mleap.json"));
      const written = answers(join(folder, set, name, "mleap.json"));
      const lostTree = JSON.stringify(original?.load ?? "").includes("/tree.");
      const same = lostTree ? written?.load === undefined : isDeepStrictEqual(written, original);
      if (!same) wrong.push({ set, name, written, original });
    }
    assert.deepEqual(wrong, []);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
