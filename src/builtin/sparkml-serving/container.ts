import { ContentError } from "../../content/errors.js";
import { decodeJson, parseJson } from "../../content/json.js";
import { parseMediaType } from "../../content/media-type.js";
import type { Invocation, NativeContainer } from "../../pipeline/container.js";
import { ContainerError } from "../../pipeline/errors.js";
import { textReply } from "../native.js";
import { acceptOf, contentTypeOf } from "./accept.js";
import { BindError, bindRequest, type RequestDocument } from "./bind.js";
import { frameworkError, refusals, typed } from "./errors.js";
import { readJson } from "./jackson.js";
import { isPlain, renderRows } from "./render.js";
import { type RequestFrame, RowFrame, requestFrame } from "./request-frame.js";
import { csvRows, jsonRows, rowsOf } from "./rows.js";
import type { SchemaSource } from "./schema-source.js";

/**
 * The `/invocations` of Amazon's SparkML Serving container (version 3.3) over a bundle; more rows, more forgiving headers and
 * values than it has are listed in `docs/differences.md`.
 */
export function sparkmlNative(
  schemas: SchemaSource,
  environment: Readonly<Record<string, string>>,
): NativeContainer<RequestFrame> {
  const acceptFormat = acceptOf(environment);
  const decoder = new TextDecoder();

  const parsers: Readonly<Record<string, (invocation: Invocation) => RequestFrame>> = {
    "text/csv"({ accept, body }) {
      acceptFormat(accept);
      const schema = schemas.standard();
      const row = schema.readRow(body);
      if (row !== undefined) return new RowFrame(schema, accept, row, body);
      return requestFrame(csvRows(body, schema), schema, accept, false);
    },

    "application/json"({ accept, body }) {
      const request = bindBody(body, accept);
      acceptFormat(accept);
      const schema = request.schema === undefined ? schemas.standard() : schemas.compile(request.schema);
      return requestFrame(jsonRows(rowsOf(request.data, schema.schema), schema), schema, accept, false);
    },

    "application/jsonlines"({ accept, body }) {
      acceptFormat(accept);
      const lines = decoder.decode(body).split(/\r?\n/);
      while (lines.at(-1) === "") lines.pop();
      if (lines.length === 0) throw refusals.tooFewColumns(0, { reason: "the body has no lines" });
      const first = readJson(lines[0], bindRequest);
      const schema = first.schema === undefined ? schemas.standard() : schemas.compile(first.schema);
      const requests = [first, ...lines.slice(1).map((line) => readJson(line, bindRequest))];
      const rows = requests.flatMap(({ data }) => (data.length === 0 ? [] : rowsOf(data, schema.schema)));
      if (rows.length === 0) throw refusals.tooFewValues(0, 0, { reason: "the body has no rows" });
      return requestFrame(jsonRows(rows, schema), schema, accept, true);
    },
  };

  return {
    parse(invocation) {
      const { contentType = "", accept, body } = invocation;
      const parser = parsers[parseMediaType(contentType).essence];
      if (parser === undefined) {
        const known = Object.keys(parsers).join(", ");
        throw frameworkError(415, accept, `content type ${contentType || "(none)"} is none of ${known}`);
      }
      if (body.length === 0) throw frameworkError(400, accept, "the body is empty");
      return withErrorType(accept, () => parser(invocation));
    },

    run(frame) {
      const { schema, fromLines, accept } = frame;
      return withErrorType(accept, () => {
        const output = schema.run(frame);
        return requestFrame(output, schema, accept, fromLines, isPlain(output, schema.schema.output));
      });
    },

    format(frame, accept) {
      const { schema, fromLines, columns, fields, rows } = frame;
      return withErrorType(accept, () => {
        const format = acceptFormat(accept);
        const texts = renderRows(columns[0], fields[0].type, rows, schema.schema.output, format);
        // JSON Lines are answered as Java prints a list of lists of one text each.
        const body = fromLines ? `[${texts.map((text) => `[${text}]`).join(", ")}]` : texts.join("\n");
        return textReply(contentTypeOf(format), body);
      });
    },

    defaultContentType: () => contentTypeOf(acceptFormat(undefined)),
    adopt: () => undefined,
  };
}

/** JSON that does not bind is Spring's to refuse, before the container's code is reached. */
function bindBody(body: Uint8Array, accept: string | undefined): RequestDocument {
  try {
    return bindRequest(parseJson(decodeJson(body)));
  } catch (error) {
    if (error instanceof BindError || error instanceof ContentError || error instanceof ContainerError) {
      throw frameworkError(400, accept, error.message);
    }
    throw error;
  }
}

function withErrorType<T>(accept: string | undefined, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw typed(error, accept);
  }
}
