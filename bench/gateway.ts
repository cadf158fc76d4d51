import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { openDoor, signatureAuthenticator } from "../src/aws/identity/authenticator.js";
import { bytes, header, headers, label } from "../src/aws/protocols/members.js";
import { rest } from "../src/aws/protocols/rest.js";
import { restJson } from "../src/aws/protocols/rest-json.js";
import { dispatcher } from "../src/server/dispatch.js";
import { listen } from "../src/server/listener.js";
import { abaloneServer } from "./abalone-server.js";
import { bareEcho } from "./bare-echo.js";
import { load } from "./load.js";
import { signedInvocation } from "./signed-invocation.js";

/*
 * What an InvokeEndpoint request costs: a bare node:http echo against the gateway with an operation that echoes, unsigned and
 * signed, and against the whole server with the abalone pipeline. The servers run in processes of their own; CPU time per
 * request is the figure that a busy machine disturbs least. `npm run build && node dist/bench/gateway.js`
 */

const credential = {
  accessKeyId: "AKIAKAKEHIBENCH00000",
  secretAccessKey: "secret",
  caller: { accessKeyId: "AKIAKAKEHIBENCH00000", account: "000000000000", arn: "arn", userId: "id" },
};
const kinds = ["echo", "unsigned", "signed", "pipeline"] as const;
type Kind = (typeof kinds)[number];

const echo = rest(
  {
    route: "POST /endpoints/{EndpointName}/invocations",
    input: {
      EndpointName: label,
      ContentType: header("content-type"),
      Accept: header("accept"),
      Headers: headers("x-amzn-sagemaker-"),
      Body: bytes,
    },
    output: { ContentType: header("content-type"), Body: bytes },
  },
  (_context, { ContentType, Body }) => ({ ContentType, Body }),
);

interface Serving {
  readonly port: number;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

async function serve(kind: Kind): Promise<Serving> {
  if (kind === "pipeline") return abaloneServer();
  return { port: await serveEcho(kind), keys: credential };
}

async function serveEcho(kind: Kind): Promise<number> {
  if (kind === "echo") return bareEcho();
  const service = {
    id: "sagemaker-runtime",
    protocol: restJson({ InvokeEndpoint: echo }),
    bodyLimit: 1 << 20,
    dependencies: {},
  };
  const { port } = await listen(
    "127.0.0.1",
    0,
    dispatcher({
      services: new Map([[service.id, service]]),
      authenticator:
        kind === "signed" ? signatureAuthenticator({ find: () => credential }) : openDoor(credential.caller),
      partition: "aws",
      region: "us-east-1",
      account: "000000000000",
      onFault: (fault) => console.error(fault),
    }),
  );
  return port;
}

async function measure(kind: Kind) {
  const child = fork(fileURLToPath(import.meta.url), [kind]);
  const next = <T>() => new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));
  const { port, keys } = await next<Serving>();
  const body = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255";
  const request = await signedInvocation(`127.0.0.1:${port}`, "abalone", body, keys);
  await load(port, request, 32, 1500);
  child.send("cpu");
  const before = await next<number>();
  const { requestsPerSecond, p50Ms, p99Ms } = await load(port, request, 32, 4000);
  child.send("cpu");
  const cpu = (await next<number>()) - before;
  child.kill();
  return { kind, requestsPerSecond, p50Ms, p99Ms, cpuUsPerRequest: cpu / (requestsPerSecond * 4) };
}

if (process.send) {
  process.send(await serve(process.argv[2] as Kind));
  process.on("SIGINT", () => process.exit());
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    process.send!(user + system);
  });
} else {
  const results = [];
  for (const kind of kinds) results.push(await measure(kind));
  const base = results[0];
  console.table(
    results.map((result) => ({
      server: result.kind,
      "requests/s": Math.round(result.requestsPerSecond),
      "p50 ms": result.p50Ms.toFixed(2),
      "p99 ms": result.p99Ms.toFixed(2),
      "CPU µs/request": result.cpuUsPerRequest.toFixed(1),
      "throughput ratio": (result.requestsPerSecond / base.requestsPerSecond).toFixed(2),
      "CPU ratio": (base.cpuUsPerRequest / result.cpuUsPerRequest).toFixed(2),
    })),
  );
}
