/** The user asked for something that makes no sense, or the configuration is wrong. Exit code 2; nothing was done. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** The job was done and did not succeed; the message says what did not. Exit code 1. */
export class CommandFailed extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CommandFailed";
  }
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

/**
 * Runs a command: exit code 0, 1 when the job failed, 2 for a wrong command line or configuration (`ConfigError` of
 * the operations included). A stack is shown only for what is a bug of ours.
 */
export async function runCommand(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    const { name, message, stack } = error as Error;
    if (error instanceof HelpWanted) return void process.stdout.write(`${message}\n`);
    const isUsers = usersErrors.includes(name) || isFileError(error);
    process.stderr.write(`${isUsers || name === "CommandFailed" ? message : (stack ?? message)}\n`);
    process.exitCode = isUsers ? 2 : 1;
  }
}
