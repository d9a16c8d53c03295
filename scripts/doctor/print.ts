import { formatJson } from "../lib/json-file";
import type { Paint, Style } from "../lib/paint";
import type { Finding, Level } from "./finding";
import { counted } from "./finding";

const styles: Readonly<Record<Level, Style>> = { ok: "green", warning: "yellow", failed: "red", skipped: "dim" };

/** A line for each finding, with its remedy below it. */
export function printFinding({ check, level, says, remedy }: Finding, paint: Paint): string {
  const head = `${paint(styles[level], level.padEnd(7))}  ${check.padEnd(16)}  ${says}\n`;
  return remedy === "" ? head : `${head}${" ".repeat(27)}${remedy}\n`;
}

export function printSummary(findings: readonly Finding[]): string {
  const [failures, warnings] = [count(findings, "failed"), count(findings, "warning")];
  return `${findings.length} findings: ${failures} failed, ${counted(warnings, "warning")}.\n`;
}

export function printJson(findings: readonly Finding[]): string {
  return formatJson({ failed: count(findings, "failed"), warnings: count(findings, "warning"), findings });
}

export function count(findings: readonly Finding[], level: Level): number {
  return findings.filter((one) => one.level === level).length;
}
