/** Lives through case after case, judges each, and shrinks the first that breaks an invariant. */

import fc from "fast-check";
import { buildAppTemplate } from "../build/app-template";
import { addFigures, type Figures, noFigures } from "./figures";
import type { SoakCase } from "./generated/case";
import { aSoakCase, type GenerateOptions } from "./generated/case-generator";
import { type Violation, violationsOf } from "./judged/invariants";
import { liveThrough } from "./lived/world";
import { shrink, untilFailure } from "./shrink";

export interface SoakOptions extends GenerateOptions {
  readonly months: number;
  readonly seed: number;
  /** The path at which fast-check found a failure before; only that case is run. */
  readonly path?: string;
  /** The real time that shrinking may take; 0: the case is not shrunk. */
  readonly shrinkMs: number;
  /** A case to run instead of generated ones. */
  readonly soakCase?: SoakCase;
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

  async function prove(soakCase: SoakCase): Promise<void> {
    const record = await liveThrough(soakCase, template);
    addFigures(figures, record);
    const violations = violationsOf(record);
    if (violations.length > 0) throw new ViolationFound(violations);
    options.onMonth?.(figures);
  }

  /** The violations of a simpler case if it breaks the same invariant; none too where it cannot be lived through. */
  async function failsLike(soakCase: SoakCase, invariant: number): Promise<readonly Violation[]> {
    try {
      const violations = violationsOf(await liveThrough(soakCase, template));
      return violations.some((one) => one.invariant === invariant) ? violations : [];
    } catch {
      return [];
    }
  }

  async function shrunk(found: SoakFailure): Promise<SoakFailure> {
    const deadlineMs = Date.now() + shrinkMs;
    const invariant = found.violations[0]?.invariant ?? 0;
    let { violations } = found;
    const fails = async (simpler: SoakCase) => {
      const again = await failsLike(simpler, invariant);
      if (again.length > 0) violations = again;
      return again.length > 0;
    };
    const isOver = () => Date.now() >= deadlineMs;
    const cut = untilFailure(found.soakCase, violations);
    const first = !isOver() && cut !== found.soakCase && (await fails(cut)) ? cut : found.soakCase;
    const { soakCase, steps } = await shrink(first, fails, isOver);
    return { ...found, soakCase, shrinks: steps + Number(first === cut), violations };
  }

  // With its bias fast-check would make the first cases smaller than the others.
  const cases = fc.noBias(aSoakCase(options));
  try {
    const given = options.soakCase;
    const found = await fc.check(fc.asyncProperty(given === undefined ? cases : fc.constant(given), prove), {
      seed,
      numRuns: path === undefined && given === undefined ? months : 1,
      endOnFailure: true,
      ...(path !== undefined && { path }),
    });
    if (!found.failed) return { figures, failure: null };
    return { figures, failure: await shrunk(failureOf(found)) };
  } finally {
    template.remove();
  }
}

function failureOf({ counterexample, counterexamplePath, errorInstance }: fc.RunDetails<[SoakCase]>): SoakFailure {
  const [soakCase] = counterexample ?? [];
  if (soakCase === undefined || !(errorInstance instanceof ViolationFound)) throw errorInstance;
  return { path: counterexamplePath ?? "", soakCase, shrinks: 0, violations: errorInstance.violations };
}
