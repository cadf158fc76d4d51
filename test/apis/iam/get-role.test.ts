import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { iam } from "../../../src/apis/iam/service.js";
import type { Listener } from "../../../src/server/listener.js";
import { signed } from "../../aws/identity/signed.js";
import { serving } from "../../server/running.js";

let listener: Listener;
before(async () => {
  listener = await serving([iam]);
});
after(() => listener.close());

async function getRole(parameters: string) {
  const host = new URL(listener.url).host;
  const body = `Action=GetRole&Version=2010-05-08${parameters}`;
  const headers = { host, "content-type": "application/x-www-form-urlencoded; charset=utf-8" };
  const request = await signed("iam", { method: "POST", path: "/", headers, body }, new Date());
  const reply = await fetch(listener.url, { method: "POST", headers: request.headers as Record<string, string>, body });
  return { status: reply.status, text: await reply.text() };
}

test("a role's name gives its ARN", async () => {
  const { status, text } = await getRole("&RoleName=My-Role_1");
  assert.equal(status, 200);
  assert.match(text, /<GetRoleResponse xmlns="https:\/\/iam\.amazonaws\.com\/doc\/2010-05-08\/"><GetRoleResult><Role>/);
  assert.match(text, /<Arn>arn:aws:iam::123456789012:role\/My-Role_1<\/Arn><CreateDate>2017-/);
});

test("what can be no role's name is refused", async () => {
  for (const parameters of ["", "&RoleName=a%2Fb"]) {
    const { status, text } = await getRole(parameters);
    assert.equal(status, 400);
    assert.match(text, /<Type>Sender<\/Type><Code>ValidationError<\/Code>/);
  }
});
