/** Frames of one world: everything for a new page, then what changes. */
import { randomUUID } from "node:crypto";
import type { Badge, Frame } from "../../protocol";
import { faultsState } from "../faults/fault-states";
import type { ScheduleInForce } from "../schedule-in-force";
import type { ConsoleWorld } from "../world";
import { appStates } from "./app-states";
import { clockPart } from "./clock-part";
import { ClustersPart } from "./clusters-part";
import { listPart } from "./list-part";
import { type FeedPart, isSameJson, valuePart } from "./part";

export interface FrameSource {
  /** null: nothing is new. */
  changes(): Frame | null;
  /** All that `changes` has told so far, as the first frame of a page. */
  whole(): Frame;
}

export interface WatchedWorld {
  readonly world: ConsoleWorld;
  readonly schedule: ScheduleInForce;
  readonly stepsTo: () => number | null;
  badgesOf(key: string): readonly Badge[];
}

export function worldFrames(watched: WatchedWorld): FrameSource {
  const { world, schedule } = watched;
  const worldId = randomUUID();
  const parts: readonly FeedPart[] = [
    clockPart(watched),
    new ClustersPart(watched),
    valuePart("apps", () => appStates(world), isSameJson),
    listPart("runs", world.runs.recent, (run) => run),
    listPart("requests", world.requests.recent, ({ state }) => state),
    valuePart("faults", () => faultsState(world), isSameJson),
    valuePart("schedule", () => schedule.current.state, Object.is),
  ];
  return {
    changes() {
      const changed = parts.flatMap((part) => part.changes() ?? []);
      return changed.length === 0 ? null : merged(changed);
    },
    whole: () => ({ ...merged(parts.map((part) => part.whole())), isReset: true, worldId }),
  };
}

const merged = (frames: readonly Frame[]): Frame => Object.assign({}, ...frames);
