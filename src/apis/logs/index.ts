export { describeLogGroups as DescribeLogGroups } from "./describe-log-groups.js";
export { describeLogStreams as DescribeLogStreams } from "./describe-log-streams.js";
export { filterLogEvents as FilterLogEvents } from "./filter-log-events.js";
export { getLogEvents as GetLogEvents } from "./get-log-events.js";
