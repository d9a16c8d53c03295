/** The log lines of one call, cut as App Services cuts them. */
import type { RunCause } from "./execution";
import type { RuntimeLimits } from "./limits";

export interface LogBook {
  write(level: string, text: string): void;
  readonly lines: readonly string[];
  readonly errorLines: readonly string[];
  readonly dropped: number;
}

const LINE_CHARACTERS = 16;

export function createLogBook(cause: RunCause, limits: RuntimeLimits): LogBook {
  const lines: string[] = [];
  const errorLines: string[] = [];
  let dropped = 0;
  let room = limits.logCharacters;
  return {
    write(level, text) {
      if ((cause === "trigger" && lines.length === limits.triggerLogLines) || room <= 0) {
        dropped += 1;
        return;
      }
      const line = cause === "trigger" ? firstBytes(text, limits.triggerLogLineBytes) : text.slice(0, room);
      // A line takes room itself, however short.
      room -= line.length + LINE_CHARACTERS;
      lines.push(line);
      if (level === "warn" || level === "error") errorLines.push(line);
    },
    lines,
    errorLines,
    get dropped() {
      return dropped;
    },
  };
}

/** As many whole characters from the beginning as the limit holds. */
function firstBytes(text: string, limit: number): string {
  if (text.length * 3 <= limit) return text;
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length <= limit) return text;
  let end = limit;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end);
}
