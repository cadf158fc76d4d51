/** What an element may hold: text, further elements by name, a list (the element repeated), or nothing. */
export type XmlValue = unknown;

/**
 * A document of one element. Members whose value is undefined are left out, lists repeat their element, `Date`s are written as
 * AWS writes them (ISO 8601 with milliseconds), a member `@name` is an attribute, `#text` the text of the element itself.
 */
export function element(name: string, value: XmlValue, namespace?: string): string {
  const attributes = namespace === undefined ? "" : ` xmlns="${escapeText(namespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag(name, value, attributes)}`;
}

function tag(name: string, value: XmlValue, attributes = ""): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map((item) => tag(name, item, attributes)).join("");
  if (value instanceof Date) return `<${name}${attributes}>${value.toISOString()}</${name}>`;
  if (typeof value !== "object") return `<${name}${attributes}>${escapeText(String(value))}</${name}>`;
  let open = attributes;
  let content = "";
  for (const [member, inner] of Object.entries(value)) {
    if (member === "#text") content += escapeText(String(inner));
    else if (member.startsWith("@")) open += ` ${member.slice(1)}="${escapeText(String(inner))}"`;
    else content += tag(member, inner);
  }
  return `<${name}${open}>${content}</${name}>`;
}

/** Line breaks and control characters are escaped as well: a parser would normalise or refuse them, and keys may hold them. */
const special = /[&<>"\p{Cc}\u2028]/gu;

const named: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escapeText(text: string): string {
  return text.replace(special, (character) => named[character] ?? `&#x${character.charCodeAt(0).toString(16)};`);
}
