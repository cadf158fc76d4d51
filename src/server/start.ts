import { mkdir } from "node:fs/promises";
import { openDoor, signatureAuthenticator } from "../aws/identity/authenticator.js";
import type { Credential } from "../aws/identity/credentials.js";
import type { NativeImage } from "../pipeline/native-image.js";
import { lockFolder } from "../stores/folder-lock.js";
import { adminListener, withAdmin } from "./admin.js";
import { Closing } from "./closing.js";
import type { Config } from "./config.js";
import { openKeyRing } from "./credentials.js";
import { dispatcher } from "./dispatch.js";
import { listen } from "./listener.js";
import { loggerOf } from "./logger.js";
import { startParts } from "./parts.js";
import { runtimesOf } from "./runtimes.js";
import { pagesOf, servicesOf } from "./services.js";
import { openStores } from "./stores.js";

export interface Server {
  readonly url: string;
  readonly port: number;
  /** The keys that clients sign with. */
  readonly credential: Credential;
  /** The file that holds them, in AWS's format. */
  readonly credentialsFile: string;
  /** Lets requests under way finish for as long as the configuration says, and stops all containers. */
  close(): Promise<void>;
}

export interface StartOptions {
  /** Native images beside the built-in ones. */
  readonly images?: readonly NativeImage[];
}

/** Starts everything on one port; resolves when requests are taken. Throws when the data folder or the port cannot be had. */
export async function startServer(config: Config, options: StartOptions = {}): Promise<Server> {
  await mkdir(config.dataFolder, { recursive: true });
  const closing = new Closing();
  closing.add(lockFolder(config.dataFolder));
  try {
    return await start(config, options, closing);
  } catch (error) {
    await closing.run();
    throw error;
  }
}

async function start(config: Config, options: StartOptions, closing: Closing): Promise<Server> {
  const logger = loggerOf(config.logLevel);
  const keys = await openKeyRing(config.dataFolder, config);
  const stores = await openStores(config, logger, closing);
  const runtimes = await runtimesOf(config, options.images ?? []);
  const parts = await startParts({ config, logger, stores, runtimes, closing });
  const services = dispatcher({
    ...config,
    services: servicesOf(config, stores, parts),
    authenticator: config.signatures ? signatureAuthenticator(keys) : openDoor(keys.main.caller),
    onFault: ({ error, ...fault }) => logger.error({ ...fault, err: error }, "internal failure"),
  });
  const { url, port, close } = await listen(
    config.host,
    config.port,
    withAdmin(adminListener(pagesOf(parts)), services),
  );
  closing.add(() => close(config.drainMs));
  return { url, port, credential: keys.main, credentialsFile: keys.file, close: () => closing.run() };
}
