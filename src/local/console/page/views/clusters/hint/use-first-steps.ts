/** Three things to do, one after the other, that show a missed trigger being made up for. */
import { useState } from "preact/hooks";
import type { ClusterState } from "../../../../protocol";
import { type Action, useAction } from "../../../parts/use-action";
import { ask } from "../../../state/ask";
import { useWorld } from "../../../state/feed";
import { HOUR_MS, MINUTE_MS } from "../../../state/instants";
import type { World } from "../../../state/world";

export interface FirstStep {
  readonly text: string;
  readonly isPossible: boolean;
  readonly run: () => void;
}

export interface FirstSteps {
  readonly steps: readonly FirstStep[];
  /** So many are done. */
  readonly done: number;
  /** The cluster on which it can be seen, once that is known. */
  readonly shown: ClusterState | null;
  readonly isBusy: boolean;
  readonly outcome: Action["outcome"];
}

/** `onShow`: the time in which it can be seen. */
export function useFirstSteps(onShow: (from: number, until: number) => void): FirstSteps {
  const { run, isBusy, outcome } = useAction();
  const [done, setDone] = useState(0);
  const [eve, setEve] = useState<number | null>(null);
  const [shownKey, setShownKey] = useState("");
  const shown = useWorld((world) => world.clusters.get(shownKey) ?? null);
  const first = useWorld((world) => firstToChange(world)?.key ?? "");
  const next = useWorld((world) => world.clock?.nextBoundary ?? null);
  const isStepping = useWorld((world) => typeof world.clock?.stepsTo === "number");
  const isEve = useWorld((world) => eve !== null && (world.clock?.now ?? 0) >= eve);
  const step = (number: number, says: string, work: () => Promise<unknown>) => () =>
    void run(async () => {
      await work();
      setDone(number);
      return says;
    });

  const goThere = async () => {
    const at = (next ?? 0) - MINUTE_MS;
    setEve(at);
    setShownKey(first);
    onShow(at - HOUR_MS, at + 2 * HOUR_MS);
    await ask("PUT", "/clock", { speed: "step" });
    await ask("POST", "/clock/step", { to: at });
  };
  const steps = [
    {
      text: "To a minute before the next boundary",
      isPossible: next !== null,
      run: step(1, "When the clock is there, lose the trigger that fires at the boundary.", goThere),
    },
    {
      text: "Lose the next firing",
      isPossible: done >= 1 && isEve,
      run: step(2, "The next firing of any trigger will be lost. Now let time pass.", () =>
        ask("POST", "/faults/firing", { fate: "lost", times: 1 }),
      ),
    },
    {
      text: "Step an hour",
      isPossible: done >= 2,
      run: step(3, SEEN, () => ask("POST", "/clock/step", { minutes: 60 })),
    },
  ];
  return { steps, done, shown, isBusy: isBusy || isStepping, outcome };
}

/** Of those whose target changes at the next boundary. */
function firstToChange({ clusters, clock }: World): ClusterState | undefined {
  const at = clock?.nextBoundary ?? null;
  return [...clusters.values()].find(({ scheduled }) => at !== null && scheduled?.next?.at === at);
}

const SEEN =
  "Look at the lane: the hourglass marks the firing that was lost, and some minutes later the next run of the heartbeat makes the change all the same.";
