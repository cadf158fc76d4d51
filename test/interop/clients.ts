import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { configOf } from "../../src/server/config.js";
import { startServer } from "../../src/server/start.js";

/** The packages of boto3, complete. */
export const boto3 = [
  ...["boto3==1.43.107", "botocore==1.43.127", "s3transfer==0.19.3", "jmespath==1.1.0"],
  ...["python-dateutil==2.9.0.post0", "six==1.17.0", "urllib3==2.8.0"],
];

/** The packages of the AWS CLI, complete. */
export const awscli = [
  ...["awscli==1.46.3", "jmespath==1.1.0", "python-dateutil==2.9.0.post0", "six==1.17.0", "urllib3==2.8.0"],
  ...["colorama==0.4.6", "docutils==0.19", "PyYAML==6.0.3", "rsa==4.7.2", "pyasn1==0.6.5"],
];

export interface ServerForClients {
  /** A temporary folder for what clients write; removed with the rest. */
  readonly folder: string;
  /** Runs a command that finds the server by its environment; throws with its output unless it exits 0. */
  run(command: string, parameters: readonly string[], variables?: Readonly<Record<string, string>>): Promise<string>;
  close(): Promise<void>;
}

/** The whole server, on a free port, and the environment that points AWS clients at it: nothing else is set up for them. */
export async function serverForClients(settings: object = {}): Promise<ServerForClients> {
  const folder = mkdtempSync(join(tmpdir(), "kakehi-clients-"));
  const dataFolder = join(folder, "data");
  const region = "us-west-2";
  const config = configOf({ dataFolder, port: 0, region, drainMs: 100, logLevel: "error", ...settings });
  const server = await startServer(config);
  const environment = {
    PATH: process.env.PATH,
    HOME: folder,
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: server.credential.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.credential.secretAccessKey,
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  return {
    folder,
    async run(command, parameters, variables = {}) {
      const child = spawn(command, parameters, { cwd: folder, env: { ...environment, ...variables } });
      const closed = new Promise<number | null>((resolve, reject) => {
        child.on("close", resolve);
        child.on("error", reject);
      });
      const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
      if (code !== 0) throw new Error(`${command} ${parameters.join(" ")} ended with ${code}\n${err}${out}`);
      return out;
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
