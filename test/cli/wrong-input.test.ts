import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { root } from "../support.js";
import { kakehi } from "./support.js";

const folder = mkdtempSync(join(tmpdir(), "kakehi-wrong-"));
const taken = createServer().listen(0, "127.0.0.1");
after(() => {
  taken.close();
  rmSync(folder, { recursive: true });
});

const here = (name: string) => join(folder, name);
const sparkml = join(root, "examples", "abalone", "sparkml.tar.gz");
const xgboost = join(root, "examples", "abalone", "xgboost.tar.gz");
const schema = readFileSync(join(root, "examples", "abalone", "schema.json"), "utf8");
const row = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255\n";
writeFileSync(here("rows.csv"), row);
mkdirSync(here("other"));
writeFileSync(here("other/rows.csv"), row);
writeFileSync(here("few.csv"), `${row}F,0.515\n`);
writeFileSync(here("empty.csv"), "");
writeFileSync(here("text.tar.gz"), "no archive");
writeFileSync(here("junk.tar.gz"), gzipSync(Buffer.alloc(3000, 170)));
writeFileSync(here("settings.json"), '{"prot":1}');
mkdirSync(here("empty"));
mkdirSync(here("no-keys"));
writeFileSync(here("no-keys/credentials"), "[default]\n");
mkdirSync(here("throws"));
writeFileSync(here("throws/handler.mjs"), "export const predict = () => { throw new Error('boom'); }");
const rows = ["-i", here("rows.csv")];
const withSchema = ["-e", `SAGEMAKER_SPARKML_SCHEMA=${schema}`];

/** What is asked, the exit code, and what standard error says. */
const cases: readonly (readonly [args: readonly string[], code: number, says: RegExp])[] = [
  [["inspect", here("no.tar.gz")], 2, /^kakehi: there is no file or folder .*no\.tar\.gz$/],
  [["inspect", here("junk.tar.gz")], 1, /^kakehi: .*junk\.tar\.gz: the tar archive is malformed: /],
  [["inspect", here("text.tar.gz")], 1, /^kakehi: .*text\.tar\.gz holds no MLeap bundle, and no XGBoost model: /],
  [["inspect", here("empty")], 2, /^kakehi: .* is empty$/],
  [["inspect", sparkml, "--svg", here("no/x.svg")], 2, /^kakehi: .*x\.svg: there is no such file or folder$/],
  [["run", sparkml, "-i", here("no.csv")], 2, /no\.csv cannot be read: there is no such file or folder$/],
  [["run", sparkml, "-i", folder], 2, /cannot be read: it is a folder, not a file$/],
  [["run", here("empty"), ...rows], 2, /empty is empty: expected a model archive, or its unpacked folder$/],
  [["run", here("text.tar.gz"), ...rows], 2, /text\.tar\.gz: the gzip archive is malformed: /],
  [["run", `kakehi/nothing=${sparkml}`, ...rows], 2, /kakehi\/nothing is none of the images that run with no server: /],
  [["run", sparkml, ...rows, "-e", "nothing"], 2, /^kakehi: --env nothing is not KEY=value or 2:KEY=value$/],
  [["run", sparkml, "-i", here("empty.csv"), ...withSchema], 1, /\nthe body is empty$/],
  [["run", sparkml, ...rows, "-t", "text/xml", ...withSchema], 1, /\ncontent type text\/xml is none of text\/csv, /],
  [
    ["run", sparkml, xgboost, "-i", here("few.csv"), ...withSchema],
    1,
    /from container-1 with message "2"\nrecord 2, column diameter: the row has 2 values, the schema 8 columns$/,
  ],
  [["run", here("throws"), ...rows], 1, /"boom[\s\S]*"\n--verbose shows what the container logs$/],
  [["transform", "-m", sparkml, ...rows, "-o", here("rows.csv")], 2, /rows\.csv: there is a file of that name/],
  [
    ["transform", "-m", sparkml, "-i", here("few.csv"), "-o", here("out"), ...withSchema],
    1,
    /Record 2 \(line 2\) failed in primary, column diameter: the row has 2 values, the schema 8 columns\n/,
  ],
  [["train", ...rows, "-o", here("rows.csv")], 2, /rows\.csv: there is a file of that name/],
  [["train", "-i", here("empty"), "-o", here("out")], 2, /^kakehi: no file matches .*empty$/],
  [
    ["train", ...rows, "-i", here("other/rows.csv"), "-o", here("out")],
    2,
    /rows\.csv and .*other\/rows\.csv would both be rows\.csv of the channel train$/,
  ],
  [["serve", "-d", here("data"), "-p", "many"], 2, /^kakehi: port: expected a whole number from 0 to 65535$/],
  [["serve", "-d", here("rows.csv"), "-p", "0"], 2, /rows\.csv: there is a file of that name, which is no folder$/],
  [["serve", "-d", here("data"), "-p", "0", "--host", "192.0.2.1"], 2, /192\.0\.2\.1.*: this machine has no such addr/],
  [["serve", "-d", here("no-keys"), "-p", "0"], 1, /^kakehi: .*credentials has no profile with aws_access_key_id and /],
  [["serve", "-c", here("no.json")], 2, /no\.json: there is no such file$/],
  [["serve", "-c", here("settings.json")], 2, /^kakehi: settings: Unrecognized key: "prot"$/],
  [["frobnicate"], 2, /^error: unknown command 'frobnicate'/],
];

describe("a wrong command line or input is answered in words, with the exit code of its kind", {
  concurrency: 2,
}, () => {
  for (const [args, code, says] of cases) {
    it(args.join(" ").replaceAll(`${folder}/`, "").replaceAll(root, "").slice(0, 80), () => refused(args, code, says));
  }

  it("serve on a port that is taken", () => {
    const { port } = taken.address() as { port: number };
    const args = ["serve", "-d", here("data-of-taken"), "-p", String(port)];
    return refused(args, 1, /^kakehi: 127\.0\.0\.1:\d+: another program listens there; --port takes another port/);
  });
});

async function refused(args: readonly string[], code: number, says: RegExp): Promise<void> {
  const ended = await kakehi(...args);
  assert.match(ended.stderr.trimEnd(), says);
  assert.equal(ended.code, code);
  assert.doesNotMatch(ended.stderr, /^ {4}at /m, "a stack trace");
}
