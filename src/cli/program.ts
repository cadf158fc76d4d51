import { Command, CommanderError } from "commander";
import { env } from "./env.js";
import { CliError, exitCodes } from "./errors.js";
import { inspect } from "./inspect.js";
import { invoke } from "./invoke.js";
import { run } from "./run.js";
import { serve } from "./serve.js";
import { transform } from "./transform.js";
import { version } from "./version.js";

/** Every command, in the order in which the help lists them. One file each. */
const commands: readonly ((program: Command) => void)[] = [serve, env, invoke, run, transform, inspect];

/** Runs one command line and answers the process's exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const program = new Command("kakehi")
    .description("SageMaker inference pipelines on your own machine: same API, same SDKs, same model.tar.gz.")
    .version(version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help for a command")
    .helpCommand("help [command]", "print help for a command")
    .showHelpAfterError("(add --help for the options)")
    .exitOverride();
  for (const add of commands) add(program);
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
