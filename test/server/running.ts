import { type Authenticator, signatureAuthenticator } from "../../src/aws/identity/authenticator.js";
import type { Service } from "../../src/aws/service.js";
import { dispatcher, type Fault } from "../../src/server/dispatch.js";
import { type Listener, listen } from "../../src/server/listener.js";

/** The keys that requests to `serving` are signed with. */
export const credential = {
  accessKeyId: "AKIAKAKEHITEST000000",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
  caller: {
    accessKeyId: "AKIAKAKEHITEST000000",
    account: "123456789012",
    arn: "arn:aws:sts::123456789012:assumed-role/kakehi/test",
    userId: "AROAKAKEHI:test",
  },
};

/** What every client of the JavaScript SDK is given to talk to a listener. */
export function clientFor(listener: Listener) {
  return {
    endpoint: listener.url,
    region: "us-west-2",
    credentials: { accessKeyId: credential.accessKeyId, secretAccessKey: credential.secretAccessKey },
  };
}

const find = (id: string) => (id === credential.accessKeyId ? credential : undefined);

export interface Serving {
  /** Collects faults. */
  readonly faults?: Fault[];
  /** Signatures are checked unless another authenticator is given. */
  readonly authenticator?: Authenticator;
  /** How far the server's clock is ahead of this machine's, in ms. */
  readonly clockOffset?: number;
}

/** A listener on a free port that serves the given services. */
export async function serving(services: readonly Service[], options: Serving = {}): Promise<Listener> {
  const { faults = [], clockOffset = 0 } = options;
  const now = () => Date.now() + clockOffset;
  const handle = dispatcher({
    services: new Map(services.map((service) => [service.id, service])),
    authenticator: options.authenticator ?? signatureAuthenticator({ find }, now),
    partition: "aws",
    region: "us-west-2",
    account: credential.caller.account,
    onFault: (fault) => faults.push(fault),
  });
  return listen("127.0.0.1", 0, (request, response) => {
    if (clockOffset !== 0) response.setHeader("date", new Date(now()).toUTCString());
    handle(request, response);
  });
}
