import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import type { Axis } from "../../../lanes/model";
import type { LoadAnswer } from "../../../protocol";
import { GUTTER } from "../lane/lane-picture";
import { chartOptions, type LoadKind } from "./chart-options";

/** With its caption. */
export const LOAD_PX = 92;
const CHART_PX = 72;

const captions: Readonly<Record<LoadKind, string>> = {
  operations: "Operations a second (simulated)",
  latency: "Latency in ms (simulated)",
};

interface LoadChartProps {
  /** null: not known yet. */
  readonly answer: LoadAnswer | null;
  readonly axis: Axis;
  readonly width: number;
  readonly kind: LoadKind;
}

/** One measure of the simulated load, on the same axis as the lane above it. */
export function LoadChart({ answer, axis, width, kind }: LoadChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const isDark = useRef(matchMedia("(prefers-color-scheme: dark)"));
  useEffect(() => {
    if (place.current === null || width <= 0) return;
    const made = new uPlot(chartOptions(kind, GUTTER + width, CHART_PX), [[], []], place.current);
    plot.current = made;
    const paint = () => made.redraw(false, true);
    const { current: theme } = isDark;
    theme.addEventListener("change", paint);
    return () => {
      theme.removeEventListener("change", paint);
      made.destroy();
      plot.current = null;
    };
  }, [kind, width]);
  useEffect(() => {
    const values = kind === "operations" ? answer?.operationsPerSecond : answer?.latencyMs;
    plot.current?.setData([[...(answer?.at ?? [])], [...(values ?? [])]], false);
    plot.current?.setScale("x", { min: axis.from, max: axis.until });
  }, [answer, axis.from, axis.until, kind, width]);
  return (
    <figure class="load-chart">
      <figcaption>{captions[kind]}</figcaption>
      <div ref={place} aria-hidden="true" />
    </figure>
  );
}
