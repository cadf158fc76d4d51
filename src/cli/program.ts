import { Command, CommanderError } from "commander";
import { CliError, exitCodes } from "./errors.js";
import { version } from "./version.js";

/** Adds a command to the program. */
type AddCommand = (program: Command) => void;

/** Every command, in the order in which the help lists them. One file each, loaded when it is asked for or listed. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  serve: async () => (await import("./serve.js")).serve,
  env: async () => (await import("./env.js")).env,
  invoke: async () => (await import("./invoke.js")).invoke,
  run: async () => (await import("./run.js")).run,
  transform: async () => (await import("./transform.js")).transform,
  train: async () => (await import("./train.js")).train,
  inspect: async () => (await import("./inspect.js")).inspect,
};

/** Runs one command line and answers the process's exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command("kakehi")
    .description("SageMaker inference pipelines on your own machine: same API, same SDKs, same model.tar.gz.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help for a command")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride();
  const named = Object.keys(commands).filter((name) => name === args[0]);
  for (const name of named.length > 0 ? named : Object.keys(commands)) (await commands[name]!())(program);
  for (const command of program.commands) command.exitOverride().showHelpAfterError("(add --help for the options)");
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    if (error instanceof CliError) {
      process.stderr.write(`kakehi: ${error.message}\n`);
      return error.exitCode;
    }
    process.stderr.write(`kakehi: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return exitCodes.failed;
  }
}
