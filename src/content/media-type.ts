/** A media type of a Content-Type or Accept header: `text/csv; charset=utf-8`. */
export interface MediaType {
  /** Type and subtype in lower case, without parameters: `text/csv`. May be no more than a word where the header is none. */
  readonly essence: string;
  /** By name in lower case; of a repeated name the first. */
  readonly parameters: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/** Reads one media type (RFC 9110, section 8.3.1), forgiving blanks and empty parameters. */
export function parseMediaType(header: string): MediaType {
  const semicolon = header.indexOf(";");
  if (semicolon === -1) return { essence: header.trim().toLowerCase(), parameters: none };
  const parameters = new Map<string, string>();
  for (const part of splitOutsideQuotes(header.slice(semicolon + 1), ";")) {
    const equals = part.indexOf("=");
    if (equals === -1) continue;
    const name = part.slice(0, equals).trim().toLowerCase();
    if (name !== "" && !parameters.has(name)) parameters.set(name, unquote(part.slice(equals + 1).trim()));
  }
  return { essence: header.slice(0, semicolon).trim().toLowerCase(), parameters };
}

/** Cuts at a separator that is not inside a quoted string. */
export function splitOutsideQuotes(text: string, separator: string): string[] {
  if (!text.includes('"')) return text.split(separator);
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted && character === "\\") at++;
    else if (character === '"') quoted = !quoted;
    else if (character === separator && !quoted) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unquote(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  return value.slice(1, -1).replace(/\\(.)/g, "$1");
}
