import { logsErrors } from "./errors.js";

/**
 * A filter pattern of terms: words and "phrases" that must all be there, `-` before one that must not, `?` before those of which
 * one must be; upper and lower case differ. Throws `InvalidParameterException` for JSON and space-delimited patterns.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function filterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (/^[{[]/.test(text)) throw logsErrors.unsupportedPattern(pattern);
  const terms = [...text.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(([, mark, phrase, word]) => ({
    mark,
    text: word ?? phrase!.replace(/\\(.)/g, "$1"),
  }));
  const required = terms.filter(({ mark }) => mark === "");
  const excluded = terms.filter(({ mark }) => mark === "-");
  // Beside required terms, optional ones have no effect.
  const optional = required.length > 0 ? [] : terms.filter(({ mark }) => mark === "?");
  return (message) => {
    const has = (term: { readonly text: string }) => message.includes(term.text);
    return required.every(has) && !excluded.some(has) && (optional.length === 0 || optional.some(has));
  };
}
