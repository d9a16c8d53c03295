/** The time that the clusters view shows, as an axis of so many pixels, and what changes it. */
import { useMemo, useState } from "preact/hooks";
import type { Axis } from "../../../../lanes/model";
import { axisTicks, type Tick } from "../../../../lanes/ticks";
import { useWorld } from "../../../state/feed";
import { offsetMinutes } from "../../../state/instants";
import type { KeptView } from "./use-kept-view";
import { axisOf, followed, panned, standing, type ViewAxis, withInSight, zoomed, zoomedTo } from "./view-axis";

export interface AxisControl {
  readonly axis: Axis;
  readonly ticks: readonly Tick[];
  readonly view: ViewAxis;
  /** The zone in which the ticks are: UTC or the schedule's. */
  readonly tickZone: string;
  readonly setTickZone: (zone: string) => void;
  /** `around`: an instant that keeps its place; left out: now, or the middle. */
  readonly zoomBy: (factor: number, around?: number) => void;
  readonly zoomTo: (spanMs: number) => void;
  readonly panBy: (ms: number) => void;
  readonly show: (at: number) => void;
  readonly follow: () => void;
}

let keptZone = "UTC";

/** `width`: of the axis in pixels. */
export function useViewAxis(width: number, { view, change }: KeptView): AxisControl {
  const now = useWorld((world) => world.clock?.now ?? 0);
  const [tickZone, setTickZone] = useState(keptZone);
  const next = axisOf(view, now, width);
  const axis = useMemo(() => next, [next.from, next.until, next.now]);
  const ticks = useMemo(
    () => axisTicks(axis, width, (at) => offsetMinutes(at, tickZone)),
    [axis.from, axis.until, width, tickZone],
  );
  return {
    ...{ axis, ticks, view, tickZone },
    setTickZone(zone) {
      keptZone = zone;
      setTickZone(zone);
    },
    zoomBy(factor, around) {
      change((view) =>
        around === undefined
          ? zoomedTo(placed(view, now), view.spanMs / factor, now)
          : zoomed(standing(view, now), factor, around),
      );
    },
    zoomTo: (spanMs) => change((view) => zoomedTo(placed(view, now), spanMs, now)),
    panBy: (ms) => change((view) => panned(standing(view, now), ms)),
    show: (at) => change((view) => shown(view, at, now)),
    follow: () => change(followed),
  };
}

/** Where it begins at this moment, whether or not it follows. */
function placed(view: ViewAxis, now: number): ViewAxis {
  return { ...standing(view, now), isFollowing: view.isFollowing };
}

function shown(view: ViewAxis, at: number, now: number): ViewAxis {
  const stood = standing(view, now);
  const moved = withInSight(stood, at);
  return moved === stood ? view : moved;
}
