import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import type { Command } from "commander";
import type { ErrorPlace } from "../pipeline/errors.js";
import { CliError, usageError } from "./errors.js";
import { placeText } from "./place-text.js";
import { printAnswer } from "./print-answer.js";
import { readBody } from "./request-body.js";
import { connect } from "./running-server.js";
import { systemError } from "./system-errors.js";

/** The part of the SDK's requests and replies that is looked at here. */
interface HttpMessage {
  readonly headers: Record<string, string>;
}

interface Options {
  readonly input?: string;
  readonly body?: string;
  readonly contentType: string;
  readonly accept?: string;
  readonly targetVariant?: string;
  readonly targetContainer?: string;
  readonly customAttributes?: string;
  readonly trace: boolean;
  readonly data?: string;
}

/** `kakehi invoke`: one InvokeEndpoint call to the running server. */
export function invoke(program: Command): void {
  program
    .command("invoke <endpoint>")
    .description("invoke an endpoint of the running server and print its answer")
    .option("-i, --input <file>", "file with the request's body, - for standard input")
    .option("-b, --body <text>", "the request's body")
    .option("-t, --content-type <type>", "content type of the body", "text/csv")
    .option("-a, --accept <type>", "content type wanted of the last container")
    .option("--target-variant <name>", "production variant to ask, whatever the weights")
    .option("--target-container <hostname>", "container to ask, in Direct mode")
    .option("--custom-attributes <text>", "X-Amzn-SageMaker-Custom-Attributes")
    .option("--trace", "print on standard error what each container took", false)
    .option("-d, --data <folder>", "data folder of the server (default: ~/.kakehi)")
    .action(run);
}

async function run(endpoint: string, options: Options): Promise<void> {
  const server = connect(options.data);
  const client = new SageMakerRuntimeClient({ endpoint: server.url, region: server.region, credentials: server });
  let traceId: string | undefined;
  if (options.trace) {
    client.middlewareStack.add(
      (next) => async (args) => {
        (args.request as HttpMessage).headers["x-kakehi-trace"] = "times";
        const result = await next(args);
        traceId = (result.response as HttpMessage).headers["x-kakehi-trace-id"];
        return result;
      },
      { step: "build" },
    );
  }
  const command = new InvokeEndpointCommand({
    EndpointName: endpoint,
    Body: await bodyOf(options),
    ContentType: options.contentType,
    Accept: options.accept,
    TargetVariant: options.targetVariant,
    TargetContainerHostname: options.targetContainer,
    CustomAttributes: options.customAttributes,
  });
  try {
    const { Body } = await client.send(command);
    printAnswer(Body);
  } catch (error) {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw systemError(error) ?? new CliError(message + placeText(placeOf(error)), { cause: error });
  }
  if (traceId !== undefined) process.stderr.write(await traceText(server.url, traceId));
}

async function bodyOf({ input, body }: Options): Promise<Uint8Array> {
  if (input !== undefined && body === undefined) return readBody(input);
  if (body !== undefined && input === undefined) return new TextEncoder().encode(body);
  throw usageError("give either --input or --body");
}

/** The member of a ModelError that is not SageMaker's. */
function placeOf(error: unknown): ErrorPlace {
  const { container: _, ...place } = (error as { Place?: ErrorPlace & { container: string } }).Place ?? {
    container: "",
  };
  return place;
}

async function traceText(url: string, id: string): Promise<string> {
  const trace = (await (await fetch(`${url}/_kakehi/traces/${id}`)).json()) as {
    ms: number;
    stages: { container: string; ms: number; status: number }[];
  };
  const lines = trace.stages.map(({ container, ms, status }) => `${container}: ${ms} ms, status ${status}`);
  return `${[...lines, `in all: ${trace.ms} ms`].join("\n")}\n`;
}
