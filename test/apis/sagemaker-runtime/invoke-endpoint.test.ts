import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  CreateEndpointCommand,
  CreateEndpointConfigCommand,
  CreateModelCommand,
  waitUntilEndpointInService,
} from "@aws-sdk/client-sagemaker";
import { InvokeEndpointCommand, type InvokeEndpointCommandInput } from "@aws-sdk/client-sagemaker-runtime";
import { account, openWorld, region, type World } from "../sagemaker/world.js";

let world: World;
before(async () => {
  world = await openWorld({ budgetMs: 150 });
  await createEndpoint("pipeline", { "V-1": ["add:1", "say:!"] });
  await createEndpoint("AB", { A: ["say:a"], B: ["say:b"], Never: ["say:never"] }, { A: 3, B: 1, Never: 0 });
  await createEndpoint("failing", { V: ["add:0", "status:415", "say:x"] });
  await createEndpoint("server-error", { V: ["status:500"] });
  await createEndpoint("slow", { V: ["slow:5000"] });
});
after(() => world.close());

async function createEndpoint(
  name: string,
  variants: Record<string, string[]>,
  weights: Record<string, number> = {},
  more: object = {},
) {
  for (const [variant, images] of Object.entries(variants)) {
    const Containers = images.map((Image, n) => ({ Image, ...(more && { ContainerHostname: `host-${n}` }) }));
    const plain = images.map((Image) => ({ Image }));
    const direct = "InferenceExecutionConfig" in more;
    const model = { ModelName: `${name}-${variant}`, Containers: direct ? Containers : plain, ...more };
    await world.client.send(new CreateModelCommand(model));
  }
  const ProductionVariants = Object.keys(variants).map((VariantName) => ({
    VariantName,
    ModelName: `${name}-${VariantName}`,
    InitialInstanceCount: 2,
    InstanceType: "ml.m5.large" as const,
    InitialVariantWeight: weights[VariantName] ?? 1,
  }));
  await world.client.send(new CreateEndpointConfigCommand({ EndpointConfigName: name, ProductionVariants }));
  await world.client.send(new CreateEndpointCommand({ EndpointName: name, EndpointConfigName: name }));
  const waits = { client: world.client, maxWaitTime: 5, minDelay: 0.01, maxDelay: 0.05 };
  await waitUntilEndpointInService(waits, { EndpointName: name });
}

const invoke = (input: Partial<InvokeEndpointCommandInput>) =>
  world.runtime.send(
    new InvokeEndpointCommand({ EndpointName: "pipeline", ContentType: "text/csv", Body: "1,2", ...input }),
  );
const body = (answer: { Body?: Uint8Array }) => Buffer.from(answer.Body!).toString();

test("the last container answers: body, type, attributes; and the variant is named", async () => {
  const answer = await invoke({ Accept: "text/x-mine", CustomAttributes: "trace=1, b" });
  assert.equal(body(answer), "2,3!");
  assert.equal(answer.ContentType, "text/x-mine");
  assert.equal(answer.CustomAttributes, "! saw trace=1, b");
  assert.equal(answer.InvokedProductionVariant, "V-1");
  assert.equal((await invoke({})).CustomAttributes, undefined);
  assert.ok(answer.$metadata.requestId);
});

test("traffic goes by weight, or to the variant that the request names", async () => {
  const counts: Record<string, number> = {};
  for (let i = 0; i < 400; i++) {
    const variant = (await invoke({ EndpointName: "AB", Body: "" })).InvokedProductionVariant!;
    counts[variant] = (counts[variant] ?? 0) + 1;
  }
  assert.equal(counts.Never, undefined);
  // Three quarters of 400, give or take six standard deviations.
  assert.ok(Math.abs(counts.A! - 300) < 52, `A got ${counts.A} of 400`);
  const named = await invoke({ EndpointName: "AB", TargetVariant: "Never", Body: "" });
  assert.deepEqual([body(named), named.InvokedProductionVariant], ["never", "Never"]);
  await assert.rejects(invoke({ EndpointName: "AB", TargetVariant: "C" }), {
    name: "ValidationError",
    message: "Endpoint AB has no production variant C.",
  });
});

test("a container's refusal is a ModelError with its status, words and name", async () => {
  const log = `/aws/sagemaker/Endpoints/failing`;
  await assert.rejects(invoke({ EndpointName: "failing" }), (error: Error & Record<string, unknown>) => {
    assert.equal(error.name, "ModelError");
    assert.equal(
      error.message,
      'Received client error (415) from container-2 with message "answered 415". See ' +
        `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=${log} in account ` +
        `${account} for more information.`,
    );
    assert.equal(error.OriginalStatusCode, 415);
    assert.equal(error.OriginalMessage, "answered 415");
    assert.equal(error.LogStreamArn, `arn:aws:logs:${region}:${account}:log-group:${log}`);
    assert.equal((error.$metadata as { httpStatusCode: number }).httpStatusCode, 424);
    return true;
  });
  await assert.rejects(invoke({ EndpointName: "server-error" }), {
    name: "ModelError",
    message: /^Received server error \(500\) from primary with message "answered 500"\. See /,
    OriginalStatusCode: 500,
  });
});

test("a container that takes too long is a ModelError with status 0", async () => {
  await assert.rejects(invoke({ EndpointName: "slow" }), {
    name: "ModelError",
    message:
      /^Received server error \(0\) from primary with message "Your invocation timed out while waiting for a response from container primary\. Review the latency metrics for each container in Amazon CloudWatch, resolve the issue, and try again\."\. See /,
    OriginalStatusCode: 0,
  });
});

test("more than 5 MB between two containers is a ModelError that says so", async () => {
  await createEndpoint("big", { V: ["say:x", "say:y"] });
  await assert.rejects(invoke({ EndpointName: "big", Body: new Uint8Array(6_000_000) }), {
    name: "ModelError",
    message:
      "Received response from container-1 with status code 200. However, the request payload from container-1 to container-2 " +
      "is 6000001 bytes, which has exceeded the maximum limit of 5 MB. See " +
      `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logEventViewer:group=/aws/sagemaker/Endpoints/big ` +
      `in account ${account} for more information.`,
  });
});

test("what is wrong with the request is a ValidationError", async () => {
  const cases: [Partial<InvokeEndpointCommandInput>, string | RegExp][] = [
    [{ EndpointName: "nobody" }, `Endpoint nobody of account ${account} not found.`],
    [{ EndpointName: "PIPELINE" }, `Endpoint PIPELINE of account ${account} not found.`],
    [
      { TargetModel: "a.tar.gz" },
      "Endpoint pipeline is not a multi-model endpoint and does not support target model header.",
    ],
    [
      { TargetContainerHostname: "x" },
      "Endpoint pipeline does not run its containers in Direct mode and does not support target container hostname header.",
    ],
    [
      { InferenceId: "i".repeat(65) },
      `1 validation error detected: Value '${"i".repeat(65)}' at 'inferenceId' failed to satisfy constraint: Member must have ` +
        "length less than or equal to 64",
    ],
    [{ CustomAttributes: "x".repeat(1025) }, /at 'customAttributes' .* less than or equal to 1024/],
    [
      { TargetVariant: "a b" },
      /at 'targetVariant' .* regular expression pattern: \[a-zA-Z0-9\]\(-\*\[a-zA-Z0-9\]\)\{0,62\}$/,
    ],
    [{ ContentType: "x".repeat(1025) }, /at 'contentType'/],
  ];
  for (const [input, message] of cases) await assert.rejects(invoke(input), { name: "ValidationError", message });
});

test("a payload over the limit is refused with status 413", async () => {
  await assert.rejects(invoke({ Body: new Uint8Array(6_291_457) }), (error: Error & { $metadata: object }) => {
    assert.deepEqual((error.$metadata as { httpStatusCode: number }).httpStatusCode, 413);
    return true;
  });
});

test("in Direct mode the request names the container", async () => {
  const direct = { InferenceExecutionConfig: { Mode: "Direct" } };
  await createEndpoint("direct", { V: ["add:1", "say:?"] }, {}, direct);
  const to = (TargetContainerHostname?: string) =>
    invoke({ EndpointName: "direct", ...(TargetContainerHostname && { TargetContainerHostname }) });
  assert.equal(body(await to("host-0")), "2,3");
  assert.equal(body(await to("host-1")), "1,2?");
  await assert.rejects(to("host-2"), { name: "ValidationError", message: /no container with the host name host-2/ });
  await assert.rejects(to(), { name: "ValidationError", message: /target container hostname header is required/ });
});

test("a trace is kept for who asks for one, its id in a header, or in the error", async () => {
  const traced = async (EndpointName: string, detail: string) => {
    const command = new InvokeEndpointCommand({ EndpointName, ContentType: "text/csv", Body: "1" });
    let id: string | undefined;
    command.middlewareStack.add(
      (next) => async (args) => {
        (args.request as { headers: Record<string, string> }).headers["x-kakehi-trace"] = detail;
        const result = await next(args);
        id = (result.response as { headers: Record<string, string> }).headers["x-kakehi-trace-id"];
        return result;
      },
      { step: "build" },
    );
    await world.runtime.send(command).catch((error: Error & { TraceId?: string }) => {
      id = error.TraceId;
      if (error.name === "ValidationError") throw error;
    });
    return world.traces.get(id!)!;
  };
  const times = await traced("pipeline", "times");
  assert.deepEqual(
    times.stages.map(({ container, output }) => [container, output]),
    [
      ["container-1", undefined],
      ["container-2", undefined],
    ],
  );
  assert.deepEqual([times.endpoint, times.variant], ["pipeline", "V-1"]);
  const data = await traced("pipeline", "data");
  assert.deepEqual([data.input?.data, ...data.stages.map(({ output }) => output?.data)], ["1", "2", "2!"]);
  const failed = await traced("failing", "data");
  assert.deepEqual(
    failed.stages.map(({ status }) => status),
    [200, 415],
  );
  assert.match(failed.error!, /415/);
  await assert.rejects(traced("pipeline", "everything"), { name: "ValidationError", message: /\[times, data\]/ });
});
