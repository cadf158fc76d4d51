import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { sts } from "../../../src/apis/sts/service.js";
import type { Listener } from "../../../src/server/listener.js";
import { caller, clientFor, serving } from "../../server/running.js";

let listener: Listener;
let client: STSClient;
before(async () => {
  listener = await serving([sts]);
  client = new STSClient(clientFor(listener));
});
after(async () => {
  client.destroy();
  await listener.close();
});

test("GetCallerIdentity says who the keys belong to", async () => {
  const { $metadata, ...answer } = await client.send(new GetCallerIdentityCommand({}));
  assert.deepEqual(answer, { Arn: caller.arn, UserId: caller.userId, Account: caller.account });
  assert.match($metadata.requestId!, /^[0-9a-f-]{36}$/);
});

test("an operation that is not there is named", async () => {
  await assert.rejects(client.send(new GetSessionTokenCommand({})), {
    name: "InvalidAction",
    message: "Could not find operation GetSessionToken for version 2011-06-15",
  });
});
