import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BundleInfo, type BundleNode, writeBundle } from "../src/mleap/index.js";

type Benchmark = "oneRowOfFrame" | "oneRowOfRowTransformer" | "manyRowsOfFrame" | "manyRowsOfRowTransformer";

/** Nanoseconds per row that MLeap's JVM runtime takes for each way of transforming, the best of JMH's iterations. */
export function runJvm(
  bundle: { readonly info: BundleInfo; readonly root: BundleNode },
  rows: readonly (readonly string[])[],
): Record<Benchmark, number> {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-bench-"));
  try {
    for (const [path, bytes] of writeBundle(bundle)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    writeFileSync(join(folder, "rows.tsv"), rows.map((row) => row.join("\t")).join("\n"));
    const report = join(folder, "report.json");
    run("java", "-cp", classpath(), "org.openjdk.jmh.Main", "-p", `folder=${folder}`, "-rf", "json", "-rff", report);
    const results: { benchmark: string; primaryMetric: { rawData: number[][] } }[] = JSON.parse(
      readFileSync(report, "utf8"),
    );
    const best = results.map(({ benchmark, primaryMetric }) => [
      benchmark.split(".").at(-1)!,
      Math.min(...primaryMetric.rawData.flat()),
    ]);
    return Object.fromEntries(best);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Compiles the Java side where that has not been done. */
function classpath(): string {
  let root = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(root, "package-lock.json"))) root = dirname(root);
  const target = join(root, "bench/jvm/target");
  const list = join(target, "classpath");
  if (!existsSync(list)) {
    const goals = ["compile", "dependency:build-classpath", `-Dmdep.outputFile=${list}`];
    run("mvn", "-B", "-q", "-f", join(root, "bench/jvm/pom.xml"), ...goals);
  }
  return `${join(target, "classes")}:${readFileSync(list, "utf8").trim()}`;
}

function run(command: string, ...args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}${stdout}`);
}
