import { join } from "node:path";

const root = "/opt/ml";

/** Where checkpoints are when a job does not say. */
export const checkpointsPath = `${root}/checkpoints`;

/** The place in a training's folder of a path that a container sees below `/opt/ml`. */
export function inFolder(folder: string, path = checkpointsPath): string {
  return join(folder, path.startsWith(`${root}/`) ? path.slice(root.length) : path);
}
