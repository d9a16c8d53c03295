import { useMemo } from "preact/hooks";
import { vertical } from "../../../lanes/shapes/path";
import type { Tick } from "../../../lanes/ticks";

interface TimeAxisProps {
  readonly ticks: readonly Tick[];
  /** Of the axis alone. */
  readonly width: number;
  /** Room to the left, as the lanes have it for the names of their levels. */
  readonly gutter: number;
}

const HEIGHT = 20;
const LETTER_PX = 7;

/** The names of the ticks, above lanes of the same width and gutter. */
export function TimeAxis({ ticks, width, gutter }: TimeAxisProps) {
  return useMemo(() => {
    const fits = ({ x, label }: Tick) => x + 4 + label.length * LETTER_PX <= width;
    return (
      <svg class="time-axis" width={gutter + width} height={HEIGHT} aria-hidden="true">
        <path class="lane-grid" d={ticks.map(({ x }) => vertical(gutter + x, 0, HEIGHT)).join("")} />
        {ticks.filter(fits).map(({ x, label, isMajor }) => (
          <text key={x} class={isMajor ? "lane-tick lane-tick-major" : "lane-tick"} x={gutter + x + 3} y={HEIGHT / 2}>
            {label}
          </text>
        ))}
      </svg>
    );
  }, [ticks, width, gutter]);
}
