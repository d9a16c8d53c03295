/** The same call as a command of this project, to paste into a shell. Pure. */
import { jsonForShell, shellWord } from "../../../shell-words";

export type CallCommand = { readonly command: string } | { readonly problem: string };

/** The default of the App Services console, which every function takes for no argument. */
export const HELLO = '"Hello world!"';

/** `argsText` is what stands in the editor: a JSON array of arguments, or the only one. */
export function callCommand(functionName: string, argsText: string): CallCommand {
  const reading = onlyArgument(argsText);
  if ("problem" in reading) return reading;
  const { argument } = reading;
  const words = ["npm", "run", "call", "--", functionName];
  return { command: (argument === undefined ? words : [...words, jsonForShell(argument)]).map(shellWord).join(" ") };
}

function onlyArgument(text: string): { readonly argument: unknown } | { readonly problem: string } {
  if (text.trim() === "") return { argument: undefined };
  const value = parsed(text);
  if (value === undefined) return { problem: "The arguments are no JSON." };
  const args: readonly unknown[] = Array.isArray(value) ? value : [value];
  const [argument] = args;
  if (args.length === 0 || (args.length === 1 && argument === JSON.parse(HELLO))) return { argument: undefined };
  const isObject = typeof argument === "object" && argument !== null && !Array.isArray(argument);
  return args.length === 1 && isObject ? { argument } : { problem: "npm run call takes one JSON object." };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
