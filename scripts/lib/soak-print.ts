import type { Counts, Figures } from "./soak-figures";
import type { SoakFailure } from "./soak-run";

export function printFigures(figures: Figures): string {
  const { months, days, boundaries, requests, patches, seenIn: _, ...sections } = figures;
  const lines = [
    `${months} months, ${days} days, ${boundaries} boundaries, ${requests} HTTP exchanges, ${patches} PATCH requests`,
  ];
  for (const [name, counts] of Object.entries(sections)) lines.push(`  ${titles[name] ?? name}: ${inWords(counts)}`);
  return `${lines.join("\n")}\n`;
}

const titles: Readonly<Record<string, string>> = {
  httpFaults: "HTTP faults",
  refusals: "refused by Atlas",
  late: "boundary to target, by cluster",
};

function inWords(counts: Counts): string {
  const sorted = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return sorted.length === 0 ? "none" : sorted.map(([what, times]) => `${times} ${what}`).join(", ");
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
