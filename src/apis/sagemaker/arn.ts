import type { RequestContext } from "../../aws/operation.js";

/** The service writes names into ARNs in lower case, and keeps their case everywhere else. */
export function arnOf(context: RequestContext, kind: string, name: string): string {
  const { partition, region, account } = context;
  return `arn:${partition}:sagemaker:${region}:${account}:${kind}/${name.toLowerCase()}`;
}
