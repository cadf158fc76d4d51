/** One broken constraint in the words of AWS's service framework; `value` is text as Java prints it, undefined for no value. */
export function brokenConstraint(value: string | undefined, member: string, constraint: string): string {
  const shown = value === undefined ? "null" : `'${value}'`;
  return `Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`;
}

/** The message of a validation error that lists what is broken. */
export function validationMessage(problems: readonly string[]): string {
  const count = problems.length === 1 ? "1 validation error" : `${problems.length} validation errors`;
  return `${count} detected: ${problems.join("; ")}`;
}

/** The message about one member that was not given (`value` undefined), or not as it must be: `constraint` follows "Member must". */
export function memberMessage(value: unknown, member: string, constraint: string): string {
  const text = value === undefined ? undefined : String(value);
  return validationMessage([brokenConstraint(text, member, `Member must ${constraint}`)]);
}
