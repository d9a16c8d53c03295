/**
 * The global `console`. How Atlas prints an object is not documented beyond samples that show its members; here it is
 * JSON. `%s`, `%d` and `%j` as in Node.
 */
import type { Host } from "./host";
import { stackOf } from "./stack";

const METHODS = ["log", "info", "debug", "warn", "error"] as const;

export function createConsole(host: Host): unknown {
  const { stringify } = JSON;
  const console: Record<string, unknown> = {};
  for (const level of METHODS) console[level] = (...values: unknown[]) => host.log(level, stringify(format(values)));
  return console;
}

function format(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string") return values.map(show).join(" ");
  const text = first.replace(/%[sdj%]/g, (mark) => {
    if (mark === "%%") return "%";
    if (rest.length === 0) return mark;
    const value = rest.shift();
    return mark === "%d" ? String(Number(value)) : mark === "%j" ? JSON.stringify(value) : show(value);
  });
  return [text, ...rest.map(show)].join(" ");
}

function show(value: unknown): string {
  if (value instanceof Error) return stackOf(value);
  if (typeof value !== "object" || value === null) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return String(value);
  }
}
