import { negotiate } from "../../content/accept.js";
import { parseMediaType } from "../../content/media-type.js";
import { refusals } from "./errors.js";

const supported = ["text/csv", "application/json", "application/jsonlines", "application/x-recordio-protobuf"];

/**
 * The media type of an answer: by the Accept header, else by `SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT`, which may be anything, else
 * CSV. Lists, which the original does not know, are understood.
 */
export function acceptOf(environment: Readonly<Record<string, string>>): (accept: string | undefined) => string {
  const standard = environment.SAGEMAKER_DEFAULT_INVOCATIONS_ACCEPT ?? "text/csv";
  const offers = [...new Set([...(supported.includes(standard) ? [standard] : []), ...supported])];
  return (accept) => {
    if (accept === undefined) return standard;
    const { essence } = parseMediaType(accept);
    if (essence === "" || essence === "*/*") return standard;
    if (supported.includes(essence)) return essence;
    const offer = negotiate(accept, offers);
    if (offer === undefined) throw refusals.accept(accept.split(";")[0].trim());
    return offer;
  };
}
