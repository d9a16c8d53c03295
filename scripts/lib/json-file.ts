import { readFileSync } from "node:fs";
import { printableText } from "../../src/schedule/document/quote";
import { UsageError } from "./command";
import { findJsonMistake } from "./positioned-json";

/** Reads a JSON file that the user keeps; a file that is missing, is not JSON or has a key twice is a `UsageError` that names it. */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(
      `${path}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
    );
  }
  const reading = readJsonText(text);
  if ("problem" in reading) throw new UsageError(`${path}: not JSON: ${reading.problem}`);
  return reading.value;
}

export type JsonReading = { readonly value: unknown } | { readonly problem: string };

/** A text that somebody wrote as JSON; the problem says in which line and column it stands. */
export function readJsonText(text: string): JsonReading {
  const mistake = findJsonMistake(text);
  if (mistake === null) return { value: JSON.parse(text) };
  const { line, column, message } = mistake;
  return { problem: `line ${line}, column ${column}: ${printableText(message)}` };
}

/** JSON as people read it in files: indented by two spaces, with a line break at the end. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
