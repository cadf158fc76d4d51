import { createHash } from "node:crypto";
import type { RequestContext } from "../../aws/operation.js";
import { iamErrors } from "./errors.js";

interface GetRoleInput {
  readonly RoleName?: string;
}

/** Roles grant nothing here, so none is older than another. */
const created = new Date("2017-11-29T00:00:00Z");

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html
 * SDKs turn a role's name into its ARN with this. Roles are names only and grant nothing, so every name that can be one is one.
 */
export function getRole({ partition, account }: RequestContext, { RoleName }: GetRoleInput) {
  if (RoleName === undefined || !/^[\w+=,.@-]{1,64}$/.test(RoleName)) throw iamErrors.roleName(RoleName);
  const digest = createHash("sha256").update(`${account}/${RoleName}`).digest("hex").toUpperCase();
  const trust = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole" }],
  };
  return {
    Role: {
      Path: "/",
      RoleName,
      RoleId: `AROA${digest.slice(0, 17)}`,
      Arn: `arn:${partition}:iam::${account}:role/${RoleName}`,
      CreateDate: created,
      AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(trust)),
      MaxSessionDuration: 3600,
    },
  };
}
