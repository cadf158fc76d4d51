import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Which elements of a document are lists, by name: they become arrays however often they occur. */
export interface XmlShape {
  readonly lists: readonly string[];
}

/** The body is not the XML document that was expected. */
export class XmlError extends Error {}

/**
 * Reads a document with the given root into plain objects of strings; undefined when the body is empty. Document types and
 * entities of their own are refused, so that nothing can expand. Throws `XmlError`.
 */
export function readXml(body: Uint8Array, root: string, shape: XmlShape): unknown {
  if (body.length === 0) return undefined;
  const text = new TextDecoder().decode(body);
  if (text.includes("<!DOCTYPE")) throw new XmlError("document types are not accepted");
  // Loaded for the first document: few requests hold one, and a server is ready a tenth sooner without.
  const { XMLParser } = require("fast-xml-parser") as typeof import("fast-xml-parser");
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    removeNSPrefix: true,
    htmlEntities: true,
    isArray: (name) => shape.lists.includes(name as string),
  });
  let document: unknown;
  try {
    document = parser.parse(text, true);
  } catch (error) {
    throw new XmlError(error instanceof Error ? error.message : String(error));
  }
  const content = (document as Record<string, unknown>)[root];
  if (content === undefined) throw new XmlError(`the root element is not ${root}`);
  return withoutBlanks(content);
}

/** Between elements white space means nothing; inside text it does. */
function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value)
    .filter(([name]) => name !== "#text")
    .map(([name, inner]) => [name, withoutBlanks(inner)]);
  return Object.fromEntries(entries);
}
