import type { Server } from "../../src/server/start.js";

/** What every client of the JavaScript SDK is given to talk to a whole server; what fails is not tried again. */
export function clientOptions({ url, credential: { accessKeyId, secretAccessKey } }: Server) {
  return { endpoint: url, region: "us-east-1", credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}
