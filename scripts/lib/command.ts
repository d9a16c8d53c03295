import { Cancelled, type Prompts, terminalPrompts } from "./prompts";

/** The user asked for something that makes no sense, or the configuration is wrong. Exit code 2; nothing was done. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** null where `read` throws a `UsageError`, whose message is added to `problems`: what is wrong is told all at once. */
export function attempt<Value>(read: () => Value, problems: string[]): Value | null {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.push(error.message);
    return null;
  }
}

/** The job was done and did not succeed; the message says what did not. Exit code 1. */
export class CommandFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandFailed";
  }
}

/** For `catch`: a failure whose message goes on with what it leaves behind. A bug of ours stays what it is. */
export function failingWith(state: string): (error: unknown) => never {
  return (error) => {
    throw error instanceof CommandFailed ? new CommandFailed(`${error.message}\n${state}`) : error;
  };
}

/** The user asked for --help, which is the message. Exit code 0. */
export class HelpWanted extends Error {
  constructor(help: string) {
    super(help);
    this.name = "HelpWanted";
  }
}

/** What the user's files or command line are wrong about: `AppRefusedError` is local Atlas's word on an app folder. */
const usersErrors = ["UsageError", "ConfigError", "AppRefusedError"];

/** A file that cannot be read or written; the message names it. */
function isFileError(error: unknown): boolean {
  const { code, path } = error as NodeJS.ErrnoException;
  return path !== undefined && ["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EISDIR"].includes(code ?? "");
}

/** What a command has of the process that it runs in. Tests hand in their own, because starting a process takes a second. */
export interface Shell {
  /** The command line after the command's name. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Asks whoever sits at the terminal; absent where there is none to ask on. */
  readonly prompts?: Prompts;
}

export interface Output {
  write(text: string): unknown;
  /** A terminal has these two. */
  readonly columns?: number;
  hasColors?(count: number, env: object): boolean;
}

export type Command = (shell: Shell) => Promise<void>;

/**
 * Runs a command and resolves to its exit code: 0, 1 when the job failed, 2 for a wrong command line or configuration
 * (`ConfigError` of the operations included). A stack is shown only for what is a bug of ours.
 */
export async function exitCodeOf(command: Command, shell: Shell): Promise<0 | 1 | 2> {
  try {
    await command(shell);
    return 0;
  } catch (error) {
    const { name, message, stack } = error as Error;
    if (error instanceof HelpWanted) {
      shell.stdout.write(`${message}\n`);
      return 0;
    }
    const isUsers = usersErrors.includes(name) || isFileError(error);
    shell.stderr.write(
      `${isUsers || name === "CommandFailed" || error instanceof Cancelled ? message : (stack ?? message)}\n`,
    );
    return isUsers ? 2 : 1;
  }
}

/** Runs a command as what this process is for. */
export async function runCommand(command: Command): Promise<void> {
  const { argv, env, stdin, stdout, stderr } = process;
  stdout.on("error", endQuietly);
  const asking = stdin.isTTY && stdout.isTTY ? { prompts: terminalPrompts } : {};
  process.exitCode = await exitCodeOf(command, { args: argv.slice(2), env, stdout, stderr, ...asking });
}

/** A reader that closes the pipe early, as `head` does, has seen enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
