import type { ComponentChildren } from "preact";
import type { Lane } from "../../../../lanes/model";
import { LoadChart } from "../../../charts/load/load-chart";
import type { AxisControl } from "../axis/use-view-axis";
import { useLoad } from "../lanes/use-load";
import { loadAt } from "./load-at";

interface LoadOfLaneProps {
  readonly lane: Lane;
  readonly control: AxisControl;
  readonly width: number;
  readonly basis: string;
  readonly isShown: boolean;
  /** The instant that is read; null: none. */
  readonly at: number | null;
  readonly children: (load: string | null) => ComponentChildren;
}

/** The simulated load on the lane's axis, so that one sees why the size changes. Nothing is asked for while it is closed. */
export function LoadOfLane({ isShown, children, ...rest }: LoadOfLaneProps) {
  return isShown ? <OpenLoad {...rest}>{children}</OpenLoad> : children(null);
}

function OpenLoad({ lane, control, width, basis, at, children }: Omit<LoadOfLaneProps, "isShown">) {
  const { answer, failure } = useLoad(lane.key, control.axis, basis);
  return (
    <>
      {failure !== null && <p class="bad load-failure">{failure}</p>}
      <LoadChart answer={answer} axis={control.axis} width={width} kind="operations" />
      <LoadChart answer={answer} axis={control.axis} width={width} kind="latency" />
      {children(answer === null || at === null ? null : loadAt(answer, at))}
    </>
  );
}
