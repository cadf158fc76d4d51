import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import { sts } from "../../../src/apis/sts/service.js";
import type { Listener } from "../../../src/server/listener.js";
import { clientFor, credential, serving } from "../../server/running.js";

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
  assert.deepEqual(answer, {
    Arn: credential.caller.arn,
    UserId: credential.caller.userId,
    Account: credential.caller.account,
  });
  assert.match($metadata.requestId!, /^[0-9a-f-]{36}$/);
});

test("an operation that is not there is named", async () => {
  await assert.rejects(client.send(new GetSessionTokenCommand({})), {
    name: "InvalidAction",
    message: "Could not find operation GetSessionToken for version 2011-06-15",
  });
});

test("wrong keys, and a clock that is off, are answered in the words of a Query service", async () => {
  const wrong = (overrides: object) => new STSClient({ ...clientFor(listener), maxAttempts: 1, ...overrides });
  const { accessKeyId, secretAccessKey } = credential;
  await assert.rejects(
    wrong({ credentials: { accessKeyId, secretAccessKey: "wrong" } }).send(new GetCallerIdentityCommand({})),
    { name: "SignatureDoesNotMatch" },
  );
  await assert.rejects(
    wrong({ credentials: { accessKeyId: "AKIASOMEONE", secretAccessKey } }).send(new GetCallerIdentityCommand({})),
    { name: "InvalidClientTokenId", message: "The security token included in the request is invalid." },
  );
  const late = wrong({ systemClockOffset: -3_600_000 });
  await assert.rejects(late.send(new GetCallerIdentityCommand({})), { name: "SignatureDoesNotMatch" });
});

test("a client whose clock is off learns the time from the answer, and succeeds", async () => {
  const early = await serving([sts], { clockOffset: 3_600_000 });
  const late = new STSClient(clientFor(early));
  const { Account } = await late.send(new GetCallerIdentityCommand({}));
  assert.equal(Account, credential.caller.account);
  late.destroy();
  await early.close();
});
