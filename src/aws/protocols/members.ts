import type { Payload } from "../payload/payload.js";
import type { XmlShape } from "../xml/read.js";

/** Where a member of a REST operation's input or output stands in the HTTP message. The values are texts as sent. */
export type Member<T> =
  | {
      readonly in: "label" | "header" | "headers" | "query" | "status" | "bytes" | "stream";
      readonly name: string;
      readonly type?: T;
    }
  | { readonly in: "xml"; readonly name: string; readonly shape: XmlShape; readonly type?: T };

export type Members = Readonly<Record<string, Member<unknown>>>;

/** What an operation gets, given where its members stand. */
export type InputOf<M extends Members> = { readonly [K in keyof M]: M[K] extends Member<infer T> ? T : never };

/** A part of the path: `{Bucket}`, or the greedy `{Key+}`. The member has the label's name. */
export const label: Member<string> = { in: "label", name: "" };

export const header = (name: string): Member<string | undefined> => ({ in: "header", name });

/** All headers that begin with a prefix, by the rest of their names. */
export const headers = (prefix: string): Member<Readonly<Record<string, string>>> => ({ in: "headers", name: prefix });

export const query = (name: string): Member<string | undefined> => ({ in: "query", name });

/** The HTTP status, in outputs; 200 where an operation does not say. */
export const status: Member<number> = { in: "status", name: "" };

/** The whole body. */
export const bytes: Member<Uint8Array> = { in: "bytes", name: "" };

/** The body as it comes: never held as a whole. */
export const stream: Member<Payload> = { in: "stream", name: "" };

/** The body as an XML document (undefined when it is empty) with the given root. */
export const xml = <T>(root: string, shape: XmlShape): Member<T | undefined> => ({ in: "xml", name: root, shape });
