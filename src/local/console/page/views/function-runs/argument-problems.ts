/** What is wrong with the arguments as they are typed. Local Atlas reads them itself and has the last word. */
import type { Diagnostic } from "@codemirror/lint";

export function argumentProblems(text: string): readonly Diagnostic[] {
  if (text.trim() === "") return [];
  try {
    JSON.parse(text);
    return [];
  } catch (error) {
    const { message } = error as Error;
    const [, position] = /at position (\d+)/.exec(message) ?? [];
    const from = position === undefined ? text.length : Math.min(Number(position), text.length);
    return [{ from, to: from, severity: "error", message: `No JSON: ${message}` }];
  }
}
