import { type Command, Option } from "commander";
import { type Connection, connect } from "./running-server.js";

const formats = {
  shell: line("export ", "=", quoteShell),
  powershell: line("$env:", " = ", (value) => `'${value.replaceAll("'", "''")}'`),
  dotenv: line("", "=", (value) => value),
  json: (variables: Record<string, string>) => JSON.stringify(variables, null, 2),
} as const;

/** `kakehi env`: the variables that point AWS clients at the running server. */
export function env(program: Command): void {
  program
    .command("env")
    .description('print what clients need to reach the running server: eval "$(kakehi env)"')
    .option("-d, --data <folder>", "data folder of the server (default: ~/.kakehi)")
    .addOption(new Option("--format <format>", "how to print").choices(Object.keys(formats)).default("shell"))
    .action(({ data, format }: { data?: string; format: keyof typeof formats }) => {
      console.log(formats[format](variablesOf(connect(data))));
    });
}

function variablesOf({ url, region, accessKeyId, secretAccessKey }: Connection): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
  };
}

function line(before: string, between: string, quote: (value: string) => string) {
  return (variables: Record<string, string>) =>
    Object.entries(variables)
      .map(([name, value]) => `${before}${name}${between}${quote(value)}`)
      .join("\n");
}

function quoteShell(value: string): string {
  return /^[\w./:+=@-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`;
}
