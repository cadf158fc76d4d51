import type { RequestContext } from "../../aws/operation.js";
import type { LogReader } from "../../stores/logs.js";

export interface LogsContext extends RequestContext {
  readonly logs: LogReader;
}

export const groupArn = ({ partition, region, account }: RequestContext, group: string): string =>
  `arn:${partition}:logs:${region}:${account}:log-group:${group}`;
