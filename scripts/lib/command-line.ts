import { type ParseArgsConfig, parseArgs } from "node:util";
import { didYouMean } from "../../src/schedule/document/guess";
import { HelpWanted, UsageError } from "./command";
import { type FlagTable, type FlagValues, type GivenFlags, readFlags } from "./flags";
import { type CommandDescription, helpOf } from "./help";

export interface CommandLine<Table extends FlagTable> {
  readonly values: FlagValues<Table>;
  /** Whatever is not a flag. */
  readonly positionals: readonly string[];
}

/** Reads the command line; everything that is wrong with single flags is one `UsageError`. */
export function readCommandLine<Table extends FlagTable>(
  command: CommandDescription<Table>,
  args: readonly string[],
): CommandLine<Table> {
  const { problems, ...read } = parseCommandLine(command, args);
  throwProblems(problems);
  return read;
}

/**
 * For a command that has more to check than single flags: their problems are returned. An unknown flag, or one without
 * its value, is a `UsageError` at once.
 */
export function parseCommandLine<Table extends FlagTable>(
  command: CommandDescription<Table>,
  args: readonly string[],
): CommandLine<Table> & { readonly problems: readonly string[] } {
  const { values: given, positionals } = parsedArguments(command, args);
  if (given.help === true) throw new HelpWanted(helpOf(command));
  return { ...readFlags(command.flags, given), positionals };
}

/** One `UsageError` for all of them; nothing where there are none. */
export function throwProblems(problems: readonly string[]): void {
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
}

function parsedArguments(command: CommandDescription<FlagTable>, args: readonly string[]) {
  const options: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean", short: "h" } };
  for (const [name, { placeholder }] of Object.entries(command.flags)) {
    options[name] = { type: placeholder === null ? "boolean" : "string" };
  }
  try {
    const parsed = parseArgs({
      args: withBareValues(command.flags, args),
      options,
      allowPositionals: command.takesArguments === true,
    });
    return { values: parsed.values as GivenFlags, positionals: parsed.positionals };
  } catch (error) {
    throw new UsageError(`${describeMistake(error as Error, Object.keys(options), args)}\n--help lists the options`);
  }
}

/** `parseArgs` knows no value that may be left out, so it is given the one that then stands for it. */
function withBareValues(flags: FlagTable, args: readonly string[]): string[] {
  const end = args.indexOf("--");
  return args.map((arg, index) => {
    const bare = arg.startsWith("--") && (end === -1 || index < end) ? flags[arg.slice(2)]?.bare : undefined;
    const next = args[index + 1];
    const hasValue = next !== undefined && (next === "-" || !next.startsWith("-"));
    return bare === undefined || hasValue ? arg : `${arg}=${bare}`;
  });
}

/** What parseArgs of node:util found wrong; an unknown option is told with the one that was probably meant. */
function describeMistake({ message }: Error, names: readonly string[], args: readonly string[]): string {
  const known = names.map((name) => `--${name}`);
  const given = args.map((arg) => /^--[^=]+/.exec(arg)?.[0]).filter((name) => name !== undefined);
  const unknown = given.find((name) => !known.includes(name));
  return unknown === undefined ? message : `unknown option ${unknown}${didYouMean(unknown, known)}`;
}
