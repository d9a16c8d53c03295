import { allLatenesses, type Counts, type Figures } from "./figures";
import type { SoakFailure } from "./run";

export function printFigures(figures: Figures): string {
  const { months, days, boundaries, requests, patches, seenIn: _, ...sections } = figures;
  const lines = [
    `${months} months, ${days} days, ${boundaries} boundaries, ${requests} HTTP requests, ${patches} PATCH requests`,
  ];
  for (const [name, counts] of Object.entries(sections)) {
    const order = name === "late" ? allLatenesses : byFrequency(counts);
    lines.push(`  ${titles[name] ?? name}: ${inWords(counts, order)}`);
  }
  return `${lines.join("\n")}\n`;
}

const titles: Readonly<Record<string, string>> = {
  runs: "function runs",
  firings: "trigger firings",
  httpFaults: "HTTP faults",
  patchFaults: "HTTP faults on a PATCH",
  refusals: "refusals by Atlas",
  happenings: "acts of people and of Atlas",
  decisions: "decisions about clusters",
  failures: "reasons for which runs failed",
  shapes: "kinds of cases and clusters",
  late: "time from a boundary until Atlas showed its target, per cluster",
};

function byFrequency(counts: Counts): readonly string[] {
  return Object.keys(counts).sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0));
}

function inWords(counts: Counts, order: readonly string[]): string {
  const told = order.filter((what) => counts[what] !== undefined).map((what) => `${counts[what]} × ${what}`);
  return told.length === 0 ? "none" : told.join(", ");
}

export function printFailure(seed: number, { path, soakCase, shrinks, violations }: SoakFailure): string {
  const told = violations.slice(0, 5).map(({ invariant, name, says }) => `  invariant ${invariant}, ${name}: ${says}`);
  const more = violations.length > 5 ? [`  … and ${violations.length - 5} more`] : [];
  return [
    `FAILED: seed ${seed}, path ${path}, shrunk in ${shrinks} steps`,
    ...told,
    ...more,
    "The shrunk case, which npm run soak -- --case FILE reproduces from a file:",
    JSON.stringify(soakCase, null, 1),
    `The whole case is reproduced by: npm run soak -- --seed ${seed} --path ${path}`,
    "",
  ].join("\n");
}
