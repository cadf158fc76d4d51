import type { RequestContext } from "../../aws/operation.js";

export interface GetCallerIdentityOutput {
  readonly Arn: string;
  readonly UserId: string;
  readonly Account: string;
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function getCallerIdentity({ caller }: RequestContext): GetCallerIdentityOutput {
  return { Arn: caller.arn, UserId: caller.userId, Account: caller.account };
}
