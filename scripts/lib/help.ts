/** What --help prints, laid out from the description of a command. */

import type { FlagTable } from "./flags";
import { linesOf } from "./lines";

export interface CommandDescription<Table extends FlagTable> {
  /** How the command is called: "npm run plan [-- OPTIONS]". */
  readonly usage: string;
  /** What the command does. A line break starts a new paragraph. */
  readonly about: string;
  readonly flags: Table;
  /** Whether it takes arguments that are not flags. */
  readonly takesArguments?: boolean;
  /** Paragraphs that follow the flags, the exit codes last. */
  readonly notes: readonly string[];
}

/** Columns of a text that a terminal shows without breaking it. */
const width = 100;

export function helpOf({ usage, about, flags, notes }: CommandDescription<FlagTable>): string {
  const heads = Object.entries(flags).map(([name, { placeholder }]) =>
    placeholder === null ? `--${name}` : `--${name} ${placeholder}`,
  );
  const indent = 4 + heads.reduce((widest, head) => Math.max(widest, head.length), 0);
  const rows = Object.values(flags).map(
    ({ help }, index) => `  ${heads[index]}`.padEnd(indent) + wrapped(help, indent).trimStart(),
  );
  const paragraphs = about.split("\n").map((paragraph) => wrapped(paragraph, 0));
  return [`Usage: ${usage}`, ...paragraphs, rows.join("\n"), ...notes.map((note) => wrapped(note, 0))].join("\n\n");
}

/** The words of a text in lines that start at column `indent`; a line break in the text stays one. */
function wrapped(text: string, indent: number): string {
  return text
    .split("\n")
    .flatMap((paragraph) => linesOf(paragraph, width - indent))
    .map((line) => " ".repeat(indent) + line)
    .join("\n");
}
