import { readFileSync } from "node:fs";
import { printableText } from "../../src/schedule/document/quote";
import { UsageError } from "./command";

/** Reads a JSON file that the user keeps; a file that is missing or not JSON is a `UsageError` that names it. */
export function readJsonFile(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  } catch (error) {
    throw new UsageError(
      `${path}: cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path}: not JSON: ${printableText((error as Error).message)}`);
  }
}

/** JSON as people read it in files: indented by two spaces, with a line break at the end. */
export function formatJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
