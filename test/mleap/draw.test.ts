import assert from "node:assert/strict";
import { test } from "node:test";
import { XMLValidator } from "fast-xml-parser";
import { describe, drawSvg, drawText } from "../../src/mleap/index.js";
import { bundleOf, shapes, strings } from "./support.js";

const bundle = await bundleOf([
  {
    name: "ix",
    op: "string_indexer",
    attributes: { labels: strings("M", "F", '<I & "J">') },
    inputs: { input: "sex" },
    outputs: { output: "sex_index" },
  },
  {
    name: "inner",
    op: "pipeline",
    nodes: [
      {
        name: "asm",
        op: "vector_assembler",
        attributes: { input_shapes: shapes(0, 0) },
        inputs: { input0: "sex_index", input1: "length" },
        outputs: { output: "features" },
      },
    ],
  },
]);

test("as text: what goes in, each op in words, what comes out", () => {
  assert.equal(
    drawText(describe(bundle)),
    `pipeline (MLeap 0.23.4, json)

reads
  sex     string
  length  double

1  string_indexer  ix  (StringIndexerModel)
   sex → sex_index
     labels: M, F, <I & "J">
     invalid values: error
2  vector_assembler  inner/asm  (VectorAssembler)
   sex_index, length → features
     2 columns

makes
  features  tensor(double)[2]
`,
  );
  assert.ok(
    drawText(describe(bundle), 20)
      .split("\n")
      .every((line) => line.length <= 20),
  );
});

test("as SVG: well-formed, a box for each op, edges for the columns between them", () => {
  const svg = drawSvg(describe(bundle));
  assert.equal(XMLValidator.validate(svg), true);
  assert.equal(svg.match(/class="box"/g)?.length, 2);
  assert.equal(svg.match(/class="edge"/g)?.length, 4);
  assert.match(svg, /labels: M, F, &#60;I &#38; &#34;J&#34;&#62;/);
});
