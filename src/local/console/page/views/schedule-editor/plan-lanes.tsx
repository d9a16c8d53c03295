/** The plan as it would be, a lane for each cluster. */
import { useMemo, useState } from "preact/hooks";
import type { Axis, Lane } from "../../../lanes/model";
import { axisTicks } from "../../../lanes/ticks";
import { visibleText } from "../../../lanes/visible-text";
import { TimeAxis } from "../../charts/axis/time-axis";
import { LanePatterns } from "../../charts/lane/lane-patterns";
import { GUTTER, LanePicture } from "../../charts/lane/lane-picture";
import { useWidth } from "../../charts/use-width";
import { Button } from "../../parts/button";
import { SelectField } from "../../parts/field";
import { offsetMinutes, utcText } from "../../state/instants";

const DAY_MS = 86_400_000;

const SPANS = [
  ["7", "a week"],
  ["31", "a month"],
  ["92", "a quarter"],
  ["366", "a year"],
] as const;

const HEIGHT = 44;
const SHOWN = 12;

export function PlanLanes({ lanes }: { readonly lanes: readonly Lane[] }) {
  const [asked, setDays] = useState("31");
  const [count, setCount] = useState(SHOWN);
  const [place, wide] = useWidth<HTMLDivElement>();
  const width = Math.max(0, wide - GUTTER);
  const extent = extentOf(lanes);
  const spans = SPANS.filter(([days], index) => index === 0 || Number(days) * DAY_MS <= extent.until - extent.from);
  const days = spans.some(([each]) => each === asked) ? asked : (spans.at(-1)?.[0] ?? asked);
  const axis = useAxis(extent, Number(days));
  const zone = lanes[0]?.zone ?? "UTC";
  const ticks = useMemo(() => axisTicks(axis, width, (at) => offsetMinutes(at, zone)), [axis, width, zone]);
  return (
    <section aria-label="The plan">
      <div class="row row-apart">
        <h3>The plan from now on</h3>
        <SelectField label="Show" value={days} options={spans} onChange={setDays} />
      </div>
      {lanes.length === 0 && <p class="quiet">It selects no cluster that is here.</p>}
      <LanePatterns />
      <div ref={place} class="plan-lanes">
        {width > 0 && lanes.length > 0 && (
          <>
            <TimeAxis ticks={ticks} width={width} gutter={GUTTER} />
            {lanes.slice(0, count).map((lane) => (
              <figure key={lane.key} class="plan-lane">
                <figcaption>{visibleText(lane.label)}</figcaption>
                <LanePicture
                  lane={lane}
                  axis={axis}
                  ticks={ticks}
                  width={width}
                  height={HEIGHT}
                  name={nameOf(lane, axis)}
                />
              </figure>
            ))}
          </>
        )}
      </div>
      {lanes.length > count && <Button onClick={() => setCount(count + SHOWN)}>Show more of {lanes.length}</Button>}
    </section>
  );
}

interface Extent {
  readonly from: number;
  readonly until: number;
}

/** From the first planned instant to the last that is known. */
function extentOf(lanes: readonly Lane[]): Extent {
  const from = Math.min(...lanes.map(({ planned }) => planned[0]?.from ?? Number.POSITIVE_INFINITY));
  const until = Math.max(...lanes.map(({ planned }) => planned.at(-1)?.until ?? Number.NEGATIVE_INFINITY));
  return from < until ? { from, until } : { from: 0, until: DAY_MS };
}

function useAxis({ from, until }: Extent, days: number): Axis {
  return useMemo(() => ({ from, until: Math.min(until, from + days * DAY_MS), now: null }), [from, until, days]);
}

const TOLD = 12;

/** For those who do not see it: the stretches in words. */
function nameOf({ label, planned }: Lane, { from, until }: Axis): string {
  const seen = planned.filter((stretch) => stretch.until > from && stretch.from < until);
  const told = seen.slice(0, TOLD).map(({ from: at, size, window }) => {
    return `${size} from ${utcText(at)}${window === null ? "" : ` (${window})`}`;
  });
  const more = seen.length > TOLD ? `, and ${seen.length - TOLD} more` : "";
  return visibleText(`Plan of ${label}: ${told.join(", ")}${more}`);
}
