import { type MediaType, parseMediaType, splitOutsideQuotes } from "./media-type.js";

/** One member of an Accept header: what is wished, and how much (0 to 1). */
export interface AcceptRange {
  readonly type: MediaType;
  readonly quality: number;
}

/** Parameters that say nothing about which format is meant. */
const aside = new Set(["q", "charset"]);

/** The members of an Accept header (RFC 9110, section 12.5.1), best first: by quality, then exact before `text/*` before all. */
export function parseAccept(header: string): AcceptRange[] {
  const ranges: AcceptRange[] = [];
  for (const part of splitOutsideQuotes(header, ",")) {
    const type = parseMediaType(part);
    if (type.essence !== "") ranges.push({ type, quality: qualityOf(type) });
  }
  return ranges.sort((a, b) => b.quality - a.quality || wildness(a.type) - wildness(b.type));
}

/**
 * Picks what to answer with from the formats on offer, the preferred one first. Their parameters count (`data=text`): a range
 * without them means the format without them, if there is one. Undefined when nothing on offer is acceptable.
 */
export function negotiate(header: string, offers: readonly string[]): string | undefined {
  const ranges = parseAccept(header);
  const types = offers.map(parseMediaType);
  const refused = ranges.filter((range) => range.quality === 0);
  const free = (offer: MediaType) => !refused.some((range) => wildness(range.type) === 0 && exact(range.type, offer));
  for (const range of ranges) {
    if (range.quality === 0) continue;
    const wild = wildness(range.type) > 0;
    let at = types.findIndex((offer) => free(offer) && (wild ? matches(range.type, offer) : exact(range.type, offer)));
    if (at === -1 && !wild) at = types.findIndex((offer) => free(offer) && matches(range.type, offer));
    if (at !== -1) return offers[at];
  }
  return undefined;
}

function qualityOf(type: MediaType): number {
  const quality = Number(type.parameters.get("q") ?? 1);
  return quality >= 0 && quality <= 1 ? quality : 1;
}

function wildness(type: MediaType): number {
  return type.essence === "*/*" ? 2 : type.essence.endsWith("/*") ? 1 : 0;
}

/** Whether the offer has all that the range asks for. */
function matches(range: MediaType, offer: MediaType): boolean {
  const prefix = range.essence.slice(0, -1);
  if (range.essence !== "*/*" && !(range.essence.endsWith("/*") && offer.essence.startsWith(prefix))) {
    if (range.essence !== offer.essence) return false;
  }
  for (const [name, value] of range.parameters) {
    if (!aside.has(name) && offer.parameters.get(name) !== value) return false;
  }
  return true;
}

function exact(range: MediaType, offer: MediaType): boolean {
  if (!matches(range, offer)) return false;
  for (const name of offer.parameters.keys()) if (!range.parameters.has(name)) return false;
  return true;
}
