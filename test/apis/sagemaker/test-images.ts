import type { NativeImage, NativeRunning } from "../../../src/pipeline/native-image.js";
import { adder, remote, reply, text } from "../../pipeline/support.js";

export interface TestImages extends NativeImage {
  /** Containers started and stopped so far, by image. */
  readonly started: string[];
  readonly stopped: string[];
}

/**
 * Images for tests, by name: `add:<n>` a native container that adds to every number; `say:<word>` one reached by bytes that
 * appends its word; `status:<n>` one that answers that status; `slow:<ms>` one that takes its time;
 * `late:<ms>` one that takes its time to start; `broken` one that does not start.
 */
export function testImages(): TestImages {
  const started: string[] = [];
  const stopped: string[] = [];
  return {
    started,
    stopped,
    matches: (image) => /^(add|say|status|slow|late|broken)\b/.test(image),
    async start({ image, environment, log }) {
      if (image.startsWith("late:")) await new Promise((resolve) => setTimeout(resolve, Number(image.slice(5))));
      const container = containerOf(image, environment);
      started.push(image);
      log(`${image} starts`);
      return { ...container, stop: async () => void stopped.push(image) };
    },
  };
}

function containerOf(image: string, environment: Readonly<Record<string, string>>): NativeRunning {
  const [kind, argument = ""] = image.split(":");
  switch (kind) {
    case "add":
      return adder(Number(argument));
    case "say":
      return remote(({ body, headers, accept }) => {
        const attributes = headers["x-amzn-sagemaker-custom-attributes"];
        const answer = `${text(body)}${argument}${environment.MARK ?? ""}`;
        const echoed = attributes && { "x-amzn-sagemaker-custom-attributes": `${argument} saw ${attributes}` };
        return reply(answer, { contentType: accept ?? "text/plain", headers: { ...echoed } });
      });
    case "late":
      return remote(({ body }) => reply(text(body)));
    case "status":
      return remote(() => reply(`answered ${argument}`, { status: Number(argument) }));
    case "slow":
      return remote(async ({ body }) => {
        await new Promise((resolve) => setTimeout(resolve, Number(argument)));
        return reply(text(body));
      });
    default:
      throw new Error("no model in the archive");
  }
}
