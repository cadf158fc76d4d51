const messageOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

/** What is wrong with a folder that stands for an image: the reason of a `StartError`. */
export const folderErrors = {
  notAFolder: (image: string, folder: string) => new Error(`the image ${image} names no folder: ${folder}`),
  noManifest: (folder: string, name: string, cause: unknown) =>
    new Error(`the container folder ${folder} has no readable ${name}`, { cause }),
  notJson: (path: string, cause: unknown) => new Error(`${path} is not JSON: ${messageOf(cause)}`, { cause }),
  member: (path: string, member: string, expected: string) => new Error(`${path}: "${member}" must ${expected}`),
} as const;

/** All loopback ports around those that were tried are in use. */
export function noFreePorts(count: number): Error {
  return new Error(`no run of ${count} free ports on 127.0.0.1 was found`);
}
