import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { sparkmlServing } from "../../../src/builtin/sparkml-serving/image.js";
import { fixture, root } from "../../support.js";
import { invocation, start, text, unpacked } from "../support.js";
import { differences } from "./differences.js";

interface Case {
  readonly name: string;
  readonly contentType: string | null;
  readonly accept: string | null;
  readonly body: string;
  readonly status: number;
  readonly answerType: string | null;
  readonly answer: string;
}

interface Group {
  readonly environment: Record<string, string>;
  readonly cases: readonly Case[];
}

const groups = JSON.parse(readFileSync(fixture("sparkml-serving", "abalone.json"), "utf8")) as Group[];
const folder = await unpacked(join(root, "examples/abalone/sparkml.tar.gz"));

for (const [index, { environment, cases }] of groups.entries()) {
  test(`what the original answers, group ${index}: ${Object.keys(environment).join(", ")}`, async () => {
    const { container } = await start(sparkmlServing, "kakehi/sparkml-serving", folder, environment);
    const wrong: object[] = [];
    for (const { name, contentType, accept, body, ...recorded } of cases) {
      const reply = await container.invoke(invocation(contentType ?? undefined, body, accept ?? undefined));
      const expected = differences[index]?.[name] ?? recorded;
      const got = {
        status: reply.status,
        // An error without a body has no type there.
        answerType: reply.body.length === 0 && recorded.answerType === null ? null : reply.contentType,
        answer: text(reply).replace(/"timestamp":\d+/, '"timestamp":0'),
      };
      const same = Object.entries(expected).every(([key, value]) => got[key as keyof typeof got] === value);
      if (!same) wrong.push({ name, body, got, expected });
    }
    assert.deepEqual(wrong, []);
  });
}
