import { Command, CommanderError, Help, type Option } from "commander";
import { CliError, exitCodes } from "./errors.js";
import { systemError } from "./system-errors.js";
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
    .configureHelp({ optionDescription })
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 the work failed, 2 the command line or an input is wrong, 130 interrupted.",
    )
    .exitOverride();
  for (const name of needed(args[0])) (await commands[name]())(program);
  for (const command of program.commands) command.exitOverride().showHelpAfterError("(add --help for the options)");
  try {
    await program.parseAsync(args, { from: "user" });
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    const end = error instanceof CliError ? error : systemError(error);
    if (end !== undefined) {
      process.stderr.write(`kakehi: ${end.message}\n`);
      return end.exitCode;
    }
    // Nobody foresaw it: whoever mends it needs to know where it happened.
    process.stderr.write(`kakehi: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return exitCodes.failed;
  }
}

/** Off and none go without saying. */
function optionDescription(option: Option): string {
  const { defaultValue } = option;
  const nothing = defaultValue === false || (Array.isArray(defaultValue) && defaultValue.length === 0);
  return nothing ? option.description : Help.prototype.optionDescription(option);
}

/** The commands that a command line is about: one, none for the version, else all, since their list is what will be shown. */
function needed(first: string | undefined): readonly string[] {
  if (first === "-V" || first === "--version") return [];
  const names = Object.keys(commands);
  return names.includes(first ?? "") ? [first!] : names;
}
