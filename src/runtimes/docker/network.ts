import { type Engine, EngineError } from "./engine.js";
import { labels } from "./labels.js";

/** Creations under way: the engine makes two networks of one name when asked twice at once. */
const creating = new Map<string, Promise<void>>();

/** Makes the network of one instance's containers, where they find each other by host name; it may be there already. */
export function ensureNetwork(engine: Engine, name: string, owner: string): Promise<void> {
  let creation = creating.get(name);
  if (creation === undefined) {
    creation = create(engine, name, owner).finally(() => creating.delete(name));
    creating.set(name, creation);
  }
  return creation;
}

async function create(engine: Engine, name: string, owner: string): Promise<void> {
  try {
    await engine.call("POST", "/networks/create", {
      Name: name,
      CheckDuplicate: true,
      Labels: { [labels.owner]: owner },
    });
  } catch (error) {
    if (!(error instanceof EngineError) || error.status !== 409) throw error;
  }
}

/** Removes a network once nothing is on it any more. */
export async function releaseNetwork(engine: Engine, name: string): Promise<void> {
  await engine.call("DELETE", `/networks/${encodeURIComponent(name)}`).catch((error: unknown) => {
    if (!(error instanceof EngineError) || ![403, 404].includes(error.status)) throw error;
  });
}
