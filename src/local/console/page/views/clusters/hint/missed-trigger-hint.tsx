import { useState } from "preact/hooks";
import { Button } from "../../../parts/button";
import { Notice } from "../../../parts/notice";
import { useAction } from "../../../parts/use-action";
import { ask } from "../../../state/ask";
import { useWorld } from "../../../state/feed";

/** For somebody new: how to see that a missed trigger is made up for, in three clicks. */
export function MissedTriggerHint({ onClose }: { readonly onClose: () => void }) {
  const boundary = useWorld((world) => world.clock?.nextBoundary ?? null);
  return (
    <aside class="hint" aria-label="First steps">
      <div>
        <p>
          <strong>See a missed trigger be made up for.</strong> The next run does what the lost one would have done.
        </p>
        <Steps boundary={boundary} />
      </div>
      <Button kind="quiet" label="Close the first steps" onClick={onClose}>
        Close
      </Button>
    </aside>
  );
}

const MINUTE_MS = 60_000;

function Steps({ boundary }: { readonly boundary: number | null }) {
  const { run, isBusy, outcome } = useAction();
  const [done, setDone] = useState(0);
  const isStepping = useWorld((world) => typeof world.clock?.stepsTo === "number");
  const step = (number: number, says: string, work: () => Promise<unknown>) =>
    void run(async () => {
      await work();
      setDone(number);
      return says;
    });
  const steps = [
    {
      text: "To a minute before the next boundary",
      isPossible: boundary !== null,
      run: () =>
        step(1, "Now lose the trigger that fires at the boundary.", async () => {
          await ask("PUT", "/clock", { speed: "step" });
          await ask("POST", "/clock/step", { to: (boundary ?? 0) - MINUTE_MS });
        }),
    },
    {
      text: "Lose the next firing",
      isPossible: done >= 1,
      run: () =>
        step(2, "The next firing of any trigger is lost: “Faults” lists it. Now let time pass.", () =>
          ask("POST", "/faults/firing", { fate: "lost", times: 1 }),
        ),
    },
    {
      text: "Step an hour",
      isPossible: done >= 2,
      run: () =>
        step(
          3,
          "Look at the lane: the hourglass marks the lost firing, and some minutes later the next run of the heartbeat changes the cluster. Zoom in to see it.",
          () => ask("POST", "/clock/step", { minutes: 60 }),
        ),
    },
  ];
  return (
    <>
      <ol class="hint-steps">
        {steps.map(({ text, isPossible, run }, index) => (
          <li key={text}>
            <Button
              kind={index === done ? "main" : "quiet"}
              isDisabled={!isPossible}
              isBusy={isBusy || isStepping}
              onClick={run}
            >
              {text}
            </Button>
          </li>
        ))}
      </ol>
      <Notice outcome={outcome} />
      <p class="quiet">
        More that can go wrong: <a href="#faults">faults</a>.
      </p>
    </>
  );
}
