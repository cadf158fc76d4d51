import { negotiate } from "../../content/accept.js";
import { isBlank, refusals } from "./errors.js";

/** How an answer is written: CSV, JSON Lines, or JSON Lines with one text, as BlazingText takes it. */
export type OutputFormat = "csv" | "lines" | "text";

const formats: Readonly<Record<string, OutputFormat>> = {
  "text/csv": "csv",
  "application/jsonlines": "lines",
  "application/jsonlines;data=text": "text",
};

/** Chooses the format of an answer: by the Accept header, else by `SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT`, else CSV. */
export function acceptOf(environment: Readonly<Record<string, string>>): (accept: string | undefined) => OutputFormat {
  const standard = environment.SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT || "text/csv";
  const offers = [...new Set([standard, ...Object.keys(formats)])].filter((offer) => formats[offer] !== undefined);
  return (accept) => {
    const wished = isBlank(accept) || accept === "*/*" ? standard : accept;
    const exact = formats[wished];
    if (exact !== undefined) return exact;
    const offer = negotiate(wished, offers);
    if (offer === undefined) throw refusals.accept();
    return formats[offer];
  };
}

/** The Content-Type of an answer; both JSON forms are plain `application/jsonlines`. */
export function contentTypeOf(format: OutputFormat): string {
  return format === "csv" ? "text/csv" : "application/jsonlines";
}
