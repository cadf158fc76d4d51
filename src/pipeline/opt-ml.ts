import { join } from "node:path";

/** Where a training container finds everything. */
const root = "/opt/ml";

/** Where checkpoints are when a job does not say. */
export const checkpointsPath = `${root}/checkpoints`;

/** The place, in the folder that stands for `/opt/ml`, of a path that a container sees below it; that of checkpoints by default. */
export function inOptMl(folder: string, path = checkpointsPath): string {
  return join(folder, path.startsWith(`${root}/`) ? path.slice(root.length) : path);
}
