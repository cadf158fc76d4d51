import { fork } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  DescribeEndpointCommand,
  SageMakerClient,
} from "@aws-sdk/client-sagemaker";
import { keep } from "./keep.js";
import { load } from "./load.js";
import { signedInvocation } from "./signed-invocation.js";

/*
 * InvokeEndpoint of the abalone pipeline (SparkML Serving → XGBoost, 100 trees of depth 6), signed, one CSV record, 32
 * connections, against a bare node:http echo of the same request. Each server runs in a process of its own; CPU time per request
 * is the figure that a busy machine disturbs least. Bar: at least half the echo's throughput, p99 of at most 3 ms.
 */

const server = fileURLToPath(new URL("invoke-server.js", import.meta.url));
const examples = fileURLToPath(new URL("../../examples/abalone/", import.meta.url));
const row = "F,0.515,0.425,0.14,0.766,0.304,0.1725,0.255";
const kinds = ["echo", "pipeline", "echo", "pipeline"] as const;
type Kind = (typeof kinds)[number];

interface Ready {
  readonly port: number;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Creates the endpoint `abalone`; answers the milliseconds from CreateEndpoint until it was InService. */
async function deploy({ port, ...credentials }: Ready): Promise<number> {
  const client = new SageMakerClient({ endpoint: `http://127.0.0.1:${port}`, region: "us-east-1", credentials });
  const model = (name: string) => pathToFileURL(join(examples, name)).href;
  const Environment = { SAGEMAKER_SPARKML_SCHEMA: readFileSync(join(examples, "schema.json"), "utf8") };
  const Containers = [
    { Image: "kakehi/sparkml-serving", ModelDataUrl: model("sparkml.tar.gz"), Environment },
    { Image: "kakehi/xgboost", ModelDataUrl: model("xgboost.tar.gz") },
  ];
  await client.send(new CreateModelCommand({ ModelName: "abalone", Containers }));
  const variant = { VariantName: "AllTraffic", ModelName: "abalone", InitialInstanceCount: 1 };
  const ProductionVariants = [{ ...variant, InstanceType: "ml.m5.large" as const }];
  await client.send(new CreateEndpointConfigCommand({ EndpointConfigName: "abalone", ProductionVariants }));
  const started = performance.now();
  await client.send(new CreateEndpointCommand({ EndpointName: "abalone", EndpointConfigName: "abalone" }));
  for (;;) {
    const { EndpointStatus, FailureReason } = await client.send(
      new DescribeEndpointCommand({ EndpointName: "abalone" }),
    );
    if (EndpointStatus === "InService") break;
    if (EndpointStatus === "Failed") throw new Error(FailureReason);
  }
  client.destroy();
  return performance.now() - started;
}

async function measure(kind: Kind) {
  const dataFolder = mkdtempSync(join(tmpdir(), "kakehi-bench-"));
  const forked = performance.now();
  const child = fork(server, [kind, dataFolder]);
  const next = <T>() => new Promise<T>((resolve) => child.once("message", (message) => resolve(message as T)));
  const ready = await next<Ready>();
  const readyMs = performance.now() - forked;
  const inServiceMs = kind === "pipeline" ? await deploy(ready) : undefined;
  const request = await signedInvocation(`127.0.0.1:${ready.port}`, "abalone", row, ready);
  await load(ready.port, request, 32, 6000);
  child.send("cpu");
  const before = await next<number>();
  const { requestsPerSecond, p50Ms, p99Ms } = await load(ready.port, request, 32, 4000);
  child.send("cpu");
  const cpu = (await next<number>()) - before;
  child.kill();
  rmSync(dataFolder, { recursive: true });
  return { kind, readyMs, inServiceMs, requestsPerSecond, p50Ms, p99Ms, cpuUs: cpu / (requestsPerSecond * 4) };
}

const results: Awaited<ReturnType<typeof measure>>[] = [];
for (const kind of kinds) results.push(await measure(kind));
keep("invoke", { connections: 32, results });
console.table(
  results.map((result, index) => {
    const base = results[index - (index % 2)];
    return {
      server: result.kind,
      "requests/s": Math.round(result.requestsPerSecond),
      "p50 ms": result.p50Ms.toFixed(2),
      "p99 ms": result.p99Ms.toFixed(2),
      "CPU µs/request": result.cpuUs.toFixed(1),
      "throughput ratio": (result.requestsPerSecond / base.requestsPerSecond).toFixed(2),
      "CPU ratio": (base.cpuUs / result.cpuUs).toFixed(2),
      "ready ms": result.readyMs.toFixed(0),
      "InService ms": result.inServiceMs?.toFixed(0) ?? "",
    };
  }),
);
