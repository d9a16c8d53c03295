import { allLatenesses, type Counts, type Figures } from "./figures";
import type { SoakFailure } from "./run";

export function printFigures(figures: Figures): string {
  const { months, days, boundaries, requests, patches, seenIn: _, ...sections } = figures;
  const lines = [
    `${months} months, ${days} days, ${boundaries} boundaries, ${requests} HTTP exchanges, ${patches} PATCH requests`,
  ];
  for (const [name, counts] of Object.entries(sections)) {
    const order = name === "late" ? allLatenesses : byFrequency(counts);
    lines.push(`  ${titles[name] ?? name}: ${inWords(counts, order)}`);
  }
  return `${lines.join("\n")}\n`;
}

const titles: Readonly<Record<string, string>> = {
  httpFaults: "HTTP faults",
  patchFaults: "of these, of a PATCH",
  refusals: "refused by Atlas",
  late: "boundary to target, by cluster",
};

function byFrequency(counts: Counts): readonly string[] {
  return Object.keys(counts).sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0));
}

function inWords(counts: Counts, order: readonly string[]): string {
  const told = order.filter((what) => counts[what] !== undefined).map((what) => `${counts[what]} ${what}`);
  return told.length === 0 ? "none" : told.join(", ");
}

export function printFailure(seed: number, { path, soakCase, shrinks, violations }: SoakFailure): string {
  const told = violations.slice(0, 5).map(({ invariant, says }) => `  invariant ${invariant}: ${says}`);
  const more = violations.length > 5 ? [`  … and ${violations.length - 5} more`] : [];
  return [
    `FAILED: seed ${seed}, path ${path}, made smaller in ${shrinks} steps:`,
    ...told,
    ...more,
    "the case (--case FILE runs it again):",
    JSON.stringify(soakCase, null, 1),
    `from the start: npm run soak -- --seed ${seed} --path ${path}`,
    "",
  ].join("\n");
}
