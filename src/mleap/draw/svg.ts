import { clip, type Description } from "./description.js";
import { type BoxId, type Edge, layersOf } from "./layers.js";

interface Box {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly height: number;
  /** The number of its layer. */
  readonly layer: number;
}

const width = 230;
const gap = 90;
const lineHeight = 16;
const margin = 20;
const laneHeight = 12;
const longestLine = 34;

/** A bundle's graph as an SVG image of its own: boxes for ops with their parameters, edges for the columns between them. */
export function drawSvg(description: Description): string {
  const { layers, edges } = layersOf(description);
  const boxes = new Map<BoxId, Box>();
  const bottoms: number[] = [];
  layers.forEach((layer, i) => {
    let y = margin;
    for (const id of layer) {
      const lines = linesOf(description, id).map((line) => clip(line, longestLine));
      const height = lines.length * lineHeight + 14;
      boxes.set(id, { lines, x: margin + i * (width + gap), y, height, layer: i });
      y += height + margin;
    }
    bottoms.push(y);
  });
  const lanes = new Map<number, number>();
  const paths = edges.map((edge) => drawEdge(edge, boxes, bottoms, lanes));
  const bottom = Math.max(...bottoms, ...[...lanes].map(([y, taken]) => y + (taken + 1) * laneHeight));
  const right = margin * 2 + layers.length * (width + gap) - gap;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${right} ${bottom}" width="${right}" height="${bottom}" role="img">`,
    `<title>${escaped(description.info.name)}</title>`,
    "<style>text{font:12px ui-monospace,monospace;fill:#1c2b23}.op{font-weight:bold}.box{fill:#f4f7f2;stroke:#4c7a5a}.ends{fill:#fff;stroke:#8a948d}.edge{fill:none;stroke:#4c7a5a}.column{font-size:10px;fill:#5c6b62}</style>",
    ...paths,
    ...[...boxes].map(([id, box]) => drawBox(id, box)),
    "</svg>\n",
  ].join("\n");
}

function linesOf({ nodes, inputs, results }: Description, id: BoxId): string[] {
  if (id === "inputs") return ["reads", ...inputs.map(({ column, type }) => `${column}: ${type}`)];
  if (id === "results") return ["makes", ...results.map(({ column, type }) => `${column}: ${type}`)];
  const { op, node, parameters } = nodes[id];
  return [op, node, ...parameters];
}

function drawBox(id: BoxId, { lines, x, y, height }: Box): string {
  const kind = typeof id === "number" ? "box" : "ends";
  const texts = lines.map((line, i) => {
    const at = `x="${x + 10}" y="${y + 19 + i * lineHeight}"`;
    return `<text ${at}${i === 0 ? ' class="op"' : ""}>${escaped(line)}</text>`;
  });
  return `<rect class="${kind}" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>${texts.join("")}`;
}

/**
 * A curve from the right side of one box to the left side of another, with the names of its columns where it ends. What skips
 * layers goes below their boxes, each edge in a lane of its own.
 */
function drawEdge(
  { from, to, columns }: Edge,
  boxes: ReadonlyMap<BoxId, Box>,
  bottoms: readonly number[],
  lanes: Map<number, number>,
): string {
  const a = boxes.get(from)!;
  const b = boxes.get(to)!;
  const x1 = a.x + width;
  const y1 = a.y + a.height / 2;
  const y2 = b.y + b.height / 2;
  const bend = gap / 2;
  let middle = "";
  if (b.layer - a.layer > 1) {
    const below = Math.max(...bottoms.slice(a.layer + 1, b.layer));
    const taken = lanes.get(below) ?? 0;
    lanes.set(below, taken + 1);
    const y = below + taken * laneHeight;
    middle = `${x1 + bend} ${y} ${x1 + gap} ${y}H${b.x - gap}C${b.x - bend} ${y} `;
  }
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${middle}${b.x - bend} ${y2} ${b.x} ${y2}`;
  const name = columns.length === 1 ? columns[0] : `${columns.length} columns`;
  const label = `<text class="column" x="${b.x - 4}" y="${y2 - 4}" text-anchor="end">${escaped(clip(name, 14))}</text>`;
  return `<path class="edge" d="${path}"><title>${escaped(columns.join(", "))}</title></path>${label}`;
}

/** For XML, which cannot hold control characters at all. */
function escaped(text: string): string {
  const visible = text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, "\ufffd");
  return visible.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
