import { type Engine, EngineError } from "./engine.js";

/** Makes sure that the engine has an image, pulling it if need be; progress goes to `log`. Throws with the engine's reason. */
export async function ensureImage(engine: Engine, image: string, log: (line: string) => void): Promise<void> {
  try {
    await engine.call("GET", `/images/${encodeURIComponent(image)}/json`);
    return;
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 404) throw error;
  }
  log(`[kakehi] pulling ${image}`);
  let failure: string | undefined;
  try {
    for await (const { error, progress } of pullEvents(engine, image)) {
      if (error !== undefined) failure = error;
      if (progress !== undefined) log(`[kakehi] ${progress}`);
    }
  } catch (error) {
    failure = (error as Error).message;
  }
  if (failure !== undefined) throw new Error(`the image ${image} is not here and could not be pulled: ${failure}`);
}

interface PullEvent {
  readonly error?: string;
  readonly progress?: string;
}

/** The engine reports a pull as one JSON object per line, several a second and layer; a change of status is worth a line. */
async function* pullEvents(engine: Engine, image: string): AsyncGenerator<PullEvent> {
  const reference = image.includes("@") || /:[^/]+$/.test(image) ? image : `${image}:latest`;
  const seen = new Set<string>();
  let text = "";
  for await (const chunk of engine.stream("POST", `/images/create?fromImage=${encodeURIComponent(reference)}`)) {
    const lines = (text + chunk.toString("utf8")).split("\n");
    text = lines.pop()!;
    for (const line of lines) {
      if (line.trim() === "") continue;
      const event = JSON.parse(line) as { id?: string; status?: string; error?: string };
      if (event.error !== undefined) yield { error: event.error };
      const progress = [event.id, event.status].filter((part) => part !== undefined).join(": ");
      if (progress !== "" && !seen.has(progress)) {
        seen.add(progress);
        yield { progress };
      }
    }
  }
}
