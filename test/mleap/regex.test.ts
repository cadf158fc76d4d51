import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { TooManySteps } from "../../src/mleap/regex/match.js";
import { Pattern } from "../../src/mleap/regex/pattern.js";

const pattern = (source: string) => new Pattern(source, 100_000);

test("matches are those of java.util.regex", () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["a|ab", "abab", ["a", "a"]],
    ["a+?", "aaa", ["a", "a", "a"]],
    ["a*", "baa", ["", "aa", ""]],
    ["a++a", "aaa", []],
    ["(?>a+)a|b", "aab", ["b"]],
    ["[a-c&&[^b]]+", "abcca", ["a", "cca"]],
    ["[^a-c]", "abd", ["d"]],
    ["[a-z&&def]", "abcdefg", ["d", "e", "f"]],
    ["[]a]+", "]a", ["]a"]],
    ["[a\\-z]+", "a-z", ["a-z"]],
    ["[!-&]+", "!#&'", ["!#&"]],
    ["(?i)straße", "STRAßE", ["STRAßE"]],
    ["(?iu)É", "é", ["é"]],
    ["(?i)É", "é", []],
    ["(?i:a)b", "Ab AB", ["Ab"]],
    ["\\Qa.b\\E+", "a.bbb", ["a.bbb"]],
    ["(a)(b)?\\1", "aba aa", ["aba", "aa"]],
    ["(?<x>[ab])\\k<x>", "abba", ["bb"]],
    ["(?<=\\d)x", "1x x", ["x"]],
    ["(?<!\\d)x", "1x x", ["x"]],
    ["x(?=\\d)", "x1 x", ["x"]],
    ["^a", "a\na", ["a"]],
    ["(?m)^a$", "a\na", ["a", "a"]],
    ["a$", "a\n", ["a"]],
    ["a\\z", "a\n", []],
    ["a.c", "a\nc", []],
    ["(?s)a.c", "a\nc", ["a\nc"]],
    [".", "😀", ["😀"]],
    ["\\bfoo\\b", "foo foobar", ["foo"]],
    ["\\bété", "été", ["été"]],
    ["\\w+", "été", ["t"]],
    ["\\s", "\u00a0 ", [" "]],
    ["\\h", "\u00a0", ["\u00a0"]],
    ["\\p{L}+", "été 日本", ["été", "日本"]],
    ["\\p{IsGreek}", "αb", ["α"]],
    ["\\p{Punct}", "a,é", [","]],
    ["\\P{L}", "a1", ["1"]],
    ["\\x41\\u0042\\0103", "ABC", ["ABC"]],
    ["(?x) a b # c", "ab", ["ab"]],
    ["a{2,3}", "aaaaa", ["aaa", "aa"]],
    ["(ab){2}", "ababab", ["abab"]],
    ["(a|b)*?c", "abac", ["abac"]],
    ["(a*)*", "b", ["", ""]],
    ["(?:a?){3}b", "aab", ["aab"]],
    ["\\R", "\r\n\n", ["\r\n", "\n"]],
  ];
  for (const [source, text, expected] of cases) assert.deepEqual(pattern(source).matches(text), expected, source);
});

test("splits leave out empty texts at the end, and at the start only before an empty match", () => {
  assert.deepEqual(pattern(",").split(",a,,b,,"), ["", "a", "", "b"]);
  assert.deepEqual(pattern("").split("ab"), ["a", "b"]);
  assert.deepEqual(pattern("\\s+").split("  a b"), ["", "a", "b"]);
  assert.deepEqual(pattern(",").split(""), [""]);
  assert.deepEqual(pattern(",").split(","), []);
  assert.deepEqual(pattern("(?=[A-Z])").split("OneTwo"), ["One", "Two"]);
});

test("what is no regular expression is a SyntaxError or RangeError", () => {
  for (const source of [
    "(",
    ")",
    "[a",
    "*a",
    "a{2,1}",
    "\\",
    "(?<x",
    "[z-a]",
    "\\p{Nothing}",
    "\\2(a)",
    "(?<=a+)b",
    "a{",
    "\\y",
  ]) {
    assert.throws(
      () => pattern(source),
      (error) => error instanceof SyntaxError || error instanceof RangeError,
      source,
    );
  }
  assert.throws(() => pattern("((a{1000}){1000}){1000}b".replace("a{1000}", "(ab){1000}")), RangeError);
});

test("an expression of exponential time ends at its number of steps", () => {
  assert.throws(() => pattern("(a+)+$").matches(`${"a".repeat(40)}b`), TooManySteps);
  assert.throws(() => pattern("(.*a){20}").matches("a".repeat(400).replaceAll("aa", "ab")), TooManySteps);
});

test("where both mean the same, the answers are JavaScript's", () => {
  const leaf = fc.constantFrom("a", "b", "[ab]", "[^a]", "\\d", "a|b", "(?:ab)", "(a)", "\\1?(b)");
  const repeat = fc.constantFrom("", "*", "+", "?", "{2}", "{1,2}", "*?", "+?", "??");
  const piece = fc.tuple(leaf, repeat).map(([atom, count]) => (count === "" ? atom : `(?:${atom})${count}`));
  const source = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(""));
  fc.assert(
    fc.property(
      source.filter((text) => !text.includes("\\1")),
      fc.stringMatching(/^[ab1]{0,12}$/),
      (text, subject) => {
        const expected = [...subject.matchAll(new RegExp(text, "gu"))].map((match) => match[0]);
        assert.deepEqual(pattern(text).matches(subject), expected, text);
      },
    ),
    { numRuns: 500 },
  );
});

test("no source crashes or hangs", () => {
  const token = fc.constantFrom(
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "*",
    "+",
    "?",
    "|",
    "\\",
    "^",
    "$",
    "a",
    "b",
    "1",
    ",",
    "&&",
    "-",
    "(?",
    ":",
    "<",
    "=",
    "!",
    "Q",
    "E",
    "p",
    "x",
    " ",
  );
  fc.assert(
    fc.property(
      fc.array(token, { maxLength: 14 }).map((tokens) => tokens.join("")),
      fc.string({ maxLength: 20 }),
      (source, text) => {
        try {
          pattern(source).matches(text);
        } catch (error) {
          assert.ok(
            error instanceof SyntaxError || error instanceof RangeError || error instanceof TooManySteps,
            String(error),
          );
        }
      },
    ),
    { numRuns: 2000 },
  );
});
