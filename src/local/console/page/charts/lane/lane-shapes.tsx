/** The parts of a lane's picture, from the back to the front. lanes.css gives them their looks. */
import { markShapes } from "../../../lanes/drawn/mark-shapes";
import type { LaneGeometry, PlacedMark } from "../../../lanes/geometry";
import { vertical } from "../../../lanes/shapes/path";

const hatchings = { tier: null, paused: null, bounds: "lane-bounds", open: "lane-open" } as const;

export function LaneShapes({ geometry }: { readonly geometry: LaneGeometry }) {
  const { bands, boundaries, hatches, gaps, line, labels, now, height } = geometry;
  return (
    <>
      {bands.map(({ className, floor }) => floor !== "" && <path class={`lane-floor ${className}`} d={floor} />)}
      {bands.map(({ className, path }) => (
        <path key={className} class={`lane-band ${className}`} d={path} />
      ))}
      {bands.map(({ kind, path }) => hatchings[kind] !== null && <path class={hatchings[kind]} d={path} />)}
      <path class="lane-boundaries" d={boundaries} />
      <path class="lane-hatches" d={hatches} />
      <path class="lane-gaps" d={gaps} />
      <path class="lane-line" d={line} />
      {labels.map(({ x, y, text, className }) => (
        <text key={x} class={`lane-label ${className}`} x={x} y={y}>
          {text}
        </text>
      ))}
      {now !== null && <path class="lane-now" d={vertical(now, 0, height)} />}
    </>
  );
}

export function LaneMarks({ marks }: Pick<LaneGeometry, "marks">) {
  return (
    <>
      {marks.map((mark) => (
        <LaneMark key={`${mark.kind}${mark.x}`} mark={mark} />
      ))}
    </>
  );
}

function LaneMark({ mark: { kind, x, x1, count } }: { readonly mark: PlacedMark }) {
  const className = `lane-mark lane-mark-${kind}`;
  return (
    <g transform={`translate(${Math.round(x * 10) / 10} 0)`}>
      {x1 !== null && x1 - x >= 1 && <path class={className} d={`M0 0H${Math.round(x1 - x)}`} />}
      <path class={className} d={markShapes[kind].path} />
      {count > 1 && (
        <text class="lane-mark-count" x={7} y={4}>
          {count}
        </text>
      )}
    </g>
  );
}

const LEVEL_PX = 13;

/** A name needs its own room: where levels are near each other, the larger tier has it. */
export function LaneLevels({ levels }: Pick<LaneGeometry, "levels">) {
  const shown: { readonly tier: string; readonly y: number }[] = [];
  for (const level of [...levels].reverse()) {
    if (level.y - (shown.at(-1)?.y ?? Number.NEGATIVE_INFINITY) >= LEVEL_PX) shown.push(level);
  }
  return (
    <>
      {shown.map(({ tier, y }) => (
        <text key={tier} class="lane-level" x={-6} y={y + 5}>
          {tier}
        </text>
      ))}
    </>
  );
}
