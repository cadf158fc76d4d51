import { readFileSync } from "node:fs";
import { ConfigError, type Settings } from "./config.js";

/** Environment variables and the settings they give. */
const variables: Readonly<Record<string, readonly [setting: keyof Settings, read: (text: string) => unknown]>> = {
  KAKEHI_HOST: ["host", String],
  KAKEHI_PORT: ["port", Number],
  KAKEHI_DATA: ["dataFolder", String],
  KAKEHI_REGION: ["region", String],
  KAKEHI_ACCOUNT: ["account", String],
  KAKEHI_SIGNATURES: ["signatures", (text) => (text === "true" ? true : text === "false" ? false : text)],
  KAKEHI_DOCKER: ["docker", (text) => (text === "true" ? true : text === "false" ? false : text)],
  KAKEHI_S3_ENDPOINT: ["s3Endpoint", String],
  KAKEHI_LOG_LEVEL: ["logLevel", String],
};

/** The settings that environment variables give; an empty variable gives none. */
export function environmentSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const settings: Record<string, unknown> = {};
  for (const [name, [setting, read]] of Object.entries(variables)) {
    const text = environment[name];
    if (text !== undefined && text !== "") settings[setting] = read(text);
  }
  return settings;
}

/** The settings in a JSON file, under the names of `Settings`. Throws `ConfigError`. */
export function fileSettings(path: string): Settings {
  let settings: unknown;
  try {
    settings = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    const reason = missing ? "there is no such file" : error instanceof Error ? error.message : String(error);
    throw new ConfigError(`${path}: ${reason}`);
  }
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    throw new ConfigError(`${path}: expected a JSON object`);
  }
  return settings;
}
