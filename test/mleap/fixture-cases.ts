import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fixture } from "../support.js";

export interface FixtureCase {
  /** What made it: `spark-3.3`. */
  readonly set: string;
  /** `<op>-<case>`. */
  readonly name: string;
  readonly folder: string;
  /** JSON alone where scikit-learn's exporter wrote it. */
  readonly formats: readonly ("json" | "protobuf")[];
}

/** All cases below `fixtures/mleap/`. */
export function fixtureCases(): FixtureCase[] {
  return readdirSync(fixture("mleap"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: set }) => readdirSync(fixture("mleap", set)).map((name) => caseOf(set, name)));
}

function caseOf(set: string, name: string): FixtureCase {
  const folder = fixture("mleap", set, name);
  return { set, name, folder, formats: existsSync(join(folder, "protobuf.zip")) ? ["json", "protobuf"] : ["json"] };
}
