/** Proves case after case, and shrinks the first that fails. */

import fc from "fast-check";
import { buildAppTemplate } from "./soak-app";
import type { SoakCase } from "./soak-case";
import { addFigures, type Figures, noFigures } from "./soak-figures";
import { aSoakCase, type GenerateOptions } from "./soak-generate";
import { type Violation, violationsOf } from "./soak-invariants";
import { liveThrough } from "./soak-world";

export interface SoakOptions extends GenerateOptions {
  readonly months: number;
  readonly seed: number;
  /** Where fast-check found a failure before: replays that case alone. */
  readonly path?: string;
  /** Real time that shrinking may take; 0: none. */
  readonly shrinkMs: number;
  readonly onMonth?: (figures: Figures) => void;
}

export interface SoakFailure {
  readonly path: string;
  readonly soakCase: SoakCase;
  readonly shrinks: number;
  readonly violations: readonly Violation[];
}

export interface SoakResult {
  readonly figures: Figures;
  readonly failure: SoakFailure | null;
}

class ViolationFound extends Error {
  readonly violations: readonly Violation[];
  constructor(violations: readonly Violation[]) {
    super(violations.map(({ invariant, says }) => `invariant ${invariant}: ${says}`).join("\n"));
    this.violations = violations;
  }
}

export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { months, seed, path, shrinkMs } = options;
  const template = await buildAppTemplate();
  const figures = noFigures();

  async function prove(soakCase: SoakCase, counts: boolean): Promise<void> {
    const record = await liveThrough(soakCase, template);
    if (counts) addFigures(figures, record);
    const violations = violationsOf(record);
    if (violations.length > 0) throw new ViolationFound(violations);
    if (counts) options.onMonth?.(figures);
  }

  // Without bias: the first cases are no smaller than the others.
  const cases = fc.noBias(aSoakCase(options));
  try {
    const found = await fc.check(
      fc.asyncProperty(cases, (one) => prove(one, true)),
      { seed, numRuns: path === undefined ? months : 1, endOnFailure: true, ...(path !== undefined && { path }) },
    );
    if (!found.failed) return { figures, failure: null };
    if (shrinkMs === 0) return { figures, failure: failureOf(found) };
    const shrunk = await fc.check(
      fc.asyncProperty(cases, (one) => prove(one, false)),
      { seed, path: found.counterexamplePath ?? "", numRuns: 1, interruptAfterTimeLimit: shrinkMs },
    );
    return { figures, failure: failureOf(shrunk.failed && shrunk.counterexample !== null ? shrunk : found) };
  } finally {
    template.remove();
  }
}

function failureOf(details: fc.RunDetails<[SoakCase]>): SoakFailure {
  const { counterexample, counterexamplePath, numShrinks, errorInstance } = details;
  const [soakCase] = counterexample ?? [];
  if (soakCase === undefined) throw errorInstance;
  if (!(errorInstance instanceof ViolationFound)) throw errorInstance;
  const { violations } = errorInstance;
  return { path: counterexamplePath ?? "", soakCase, shrinks: numShrinks, violations };
}
