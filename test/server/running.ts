import { openDoor } from "../../src/aws/identity/authenticator.js";
import type { Service } from "../../src/aws/service.js";
import { dispatcher, type Fault } from "../../src/server/dispatch.js";
import { type Listener, listen } from "../../src/server/listener.js";

export const caller = {
  accessKeyId: "AKIAKAKEHITEST000000",
  account: "123456789012",
  arn: "arn:aws:sts::123456789012:assumed-role/kakehi/test",
  userId: "AROAKAKEHI:test",
};

/** What every client of the JavaScript SDK is given to talk to a listener. */
export function clientFor(listener: Listener) {
  return {
    endpoint: listener.url,
    region: "us-west-2",
    credentials: { accessKeyId: caller.accessKeyId, secretAccessKey: "secret" },
  };
}

/** A listener on a free port that serves the given services, with signatures unchecked. */
export async function serving(services: readonly Service[], faults: Fault[] = []): Promise<Listener> {
  const gateway = {
    services: new Map(services.map((service) => [service.id, service])),
    authenticator: openDoor(caller),
    partition: "aws",
    region: "us-west-2",
    account: caller.account,
    onFault: (fault: Fault) => faults.push(fault),
  };
  return listen("127.0.0.1", 0, dispatcher(gateway));
}
