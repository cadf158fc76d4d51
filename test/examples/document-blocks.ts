import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A piece of code in a document. */
export interface Block {
  /** `docs/xgboost.md` */
  readonly page: string;
  /** From 1. */
  readonly number: number;
  readonly language: string;
  readonly text: string;
}

/** The code in README and `docs/`. */
export function blocksOf(root: string): Block[] {
  const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", ...docs.map((name) => `docs/${name}`)].flatMap((page) =>
    [...readFileSync(join(root, page), "utf8").matchAll(/^```(\w+)\n(.*?)^```$/gms)].map((match, i) => ({
      page,
      number: i + 1,
      language: match[1],
      text: match[2],
    })),
  );
}
