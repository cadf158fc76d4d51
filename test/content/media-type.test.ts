import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { negotiate, parseAccept } from "../../src/content/accept.js";
import { parseMediaType } from "../../src/content/media-type.js";

test("media types", () => {
  const cases: [string, string, Record<string, string>][] = [
    ["text/csv", "text/csv", {}],
    [" Text/CSV ; Charset=UTF-8", "text/csv", { charset: "UTF-8" }],
    ["application/jsonlines;data=text", "application/jsonlines", { data: "text" }],
    ['a/b; x="1;2"; y="say \\"hi\\""; x=3; ; z', "a/b", { x: "1;2", y: 'say "hi"' }],
    ["", "", {}],
  ];
  for (const [header, essence, parameters] of cases) {
    const type = parseMediaType(header);
    assert.equal(type.essence, essence);
    assert.deepEqual(Object.fromEntries(type.parameters), parameters);
  }
});

const lines = "application/jsonlines";
const linesText = "application/jsonlines;data=text";

test("what is chosen for an Accept header", () => {
  const offers = ["text/csv", lines, linesText];
  const cases: [string, string | undefined][] = [
    ["text/csv", "text/csv"],
    ["*/*", "text/csv"],
    ["text/*", "text/csv"],
    ["application/*", lines],
    [lines, lines],
    [linesText, linesText],
    ["application/jsonlines; data=text", linesText],
    ["application/jsonlines;data=other", undefined],
    ["text/csv; charset=utf-8", "text/csv"],
    ["application/json", undefined],
    ["application/json, text/csv;q=0.5", "text/csv"],
    [`text/csv;q=0.5, ${lines};q=0.9`, lines],
    ["text/csv;q=0, */*", lines],
    ["text/html, */*;q=0.1", "text/csv"],
    ["", undefined],
  ];
  for (const [header, choice] of cases) assert.equal(negotiate(header, offers), choice, header);
});

test("a range without parameters means the format without them, even if another is preferred", () => {
  assert.equal(negotiate(lines, [linesText, "text/csv", lines]), lines);
  assert.equal(negotiate(lines, [linesText]), linesText);
});

test("ranges are ordered by quality, then by how exact they are", () => {
  const order = parseAccept("*/*;q=0.8, text/*, text/csv, a/b;q=0.9").map((range) => range.type.essence);
  assert.deepEqual(order, ["text/csv", "text/*", "a/b", "*/*"]);
});

test("no header breaks the parsers", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z/*;,="\\ .q0-9]{0,40}$/)), (header) => {
      parseMediaType(header);
      const choice = negotiate(header, ["text/csv"]);
      assert.ok(choice === undefined || choice === "text/csv");
    }),
  );
});
