/** Lanes written in a test: valid, to change one thing. */
import fc from "fast-check";
import {
  type ActualStretch,
  type Axis,
  type Lane,
  MARK_KINDS,
  type PlannedStretch,
} from "../../../../src/local/console/lanes/model";

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const start = Date.parse("2026-12-01T00:00Z");

/** Ten days; a pixel an hour where 240 pixels are wide. */
export const tenDays: Axis = { from: start, until: start + 10 * DAY, now: null };

export function aLane(changes: Partial<Lane> = {}): Lane {
  return { key: "billing", label: "billing", zone: "UTC", planned: [], actual: [], marks: [], ...changes };
}

/** Hours since the start. */
export function planned(from: number, until: number, size: string, window: string | null = null): PlannedStretch {
  return { from: start + from * HOUR, until: start + until * HOUR, size, window };
}

export function actual(
  from: number,
  until: number,
  size: string,
  changing: ActualStretch["changing"] = null,
): ActualStretch {
  return { from: start + from * HOUR, until: start + until * HOUR, size, changing };
}

const sizes = ["M10", "M30", "R50", "M80", "M30-M60", "M40_NVME", "paused", "running", "unmanaged", "M10, M50", "odd"];
const aSize = fc.constantFrom(...sizes);

/** Lanes of up to some hundred stretches of very different lengths, which begin and end anywhere around the axis. */
export const anyLane: fc.Arbitrary<Lane> = fc
  .tuple(
    fc.integer({ min: -20, max: 200 }),
    fc.array(fc.tuple(lengths(), aSize), { maxLength: 300 }),
    fc.array(fc.tuple(lengths(), aSize, changes()), { maxLength: 300 }),
    fc.array(fc.tuple(fc.integer({ min: -30, max: 300 }), fc.constantFrom(...MARK_KINDS), lengths()), {
      maxLength: 200,
    }),
  )
  .map(([first, targets, sizesWere, marks]) =>
    aLane({
      planned: inRow(first, targets).map(({ from, until, value: [, size] }) => planned(from, until, size)),
      actual: inRow(first, sizesWere).map(({ from, until, value: [, size, to] }) => actual(from, until, size, to)),
      marks: marks.map(([at, kind, length]) => ({
        at: start + at * HOUR,
        ...(length > 3 && { until: start + (at + length) * HOUR }),
        kind,
        says: `${kind} at ${at}`,
      })),
    }),
  );

function lengths(): fc.Arbitrary<number> {
  return fc.oneof(fc.double({ min: 0.001, max: 0.5, noNaN: true }), fc.double({ min: 1, max: 60, noNaN: true }));
}

function changes(): fc.Arbitrary<ActualStretch["changing"]> {
  const change = fc.tuple(aSize, fc.nat(3)).map(([to, done]) => ({ to, done, of: 3 }));
  return fc.option(change, { freq: 3 });
}

function inRow<Value extends readonly [number, ...unknown[]]>(first: number, values: readonly Value[]) {
  let from = first;
  return values.map((value) => {
    const stretch = { from, until: from + value[0], value };
    from = stretch.until;
    return stretch;
  });
}
