import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../support.js";

/** Evaluates a compiled file where there are a browser's globals and none of Node's. */
function inBrowserContext(...args: readonly string[]): unknown {
  const script = join(root, "dist/test/browser-context.js");
  const command = ["--experimental-vm-modules", script, ...args];
  return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8", stdio: "pipe" }));
}

test("a bundle is loaded from its archive and run without Node's globals", () => {
  const features = inBrowserContext(
    join(root, "dist/test/mleap/in-browser.js"),
    join(root, "examples/abalone/sparkml.tar.gz"),
  );
  assert.deepEqual(features, [0, 0, 0.515, 0.425, 0.14, 0.766, 0.304, 0.1725, 0.255]);
});

test("every library loads without Node's globals", () => {
  for (const library of ["mleap", "xgboost", "content"]) {
    const names = inBrowserContext(join(root, "dist/src", library, "index.js"));
    assert.ok((names as string[]).length > 0, library);
  }
});
