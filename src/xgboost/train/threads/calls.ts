/** How the members of a team call each other: what stands in their shared memory, and for how long they look at it. */
import type { XgboostErrorCode } from "../../errors.js";
import type { StepName } from "./steps.js";

/** Words of `Workspace.control`; from `replyLengths` on one per member. */
export const word = {
  turn: 0,
  done: 1,
  request: 2,
  requestLength: 3,
  memoryPages: 4,
  arrived: 5,
  replyLengths: 16,
} as const;

/** How often a waiting thread looks before it goes to sleep: waking it takes longer than a short step. */
export const spins = 2000;

/** What every worker is to do next. */
export interface Request {
  /** Absent at the end of the training. */
  readonly step?: StepName;
  readonly argument?: unknown;
}

/** What a worker made of it. */
export type Reply =
  | { readonly result: unknown }
  | { readonly error: { readonly code?: XgboostErrorCode; readonly message: string } };
