import { visibleText } from "../../../../lanes/visible-text";
import { Button } from "../../../parts/button";
import { Notice } from "../../../parts/notice";
import { addressOf } from "../../../state/address";
import { useFirstSteps } from "./use-first-steps";

interface MissedTriggerHintProps {
  readonly onClose: () => void;
  /** The time in which it can be seen. */
  readonly onShow: (from: number, until: number) => void;
}

/** For somebody new: how to see that a missed trigger is made up for, in three clicks. */
export function MissedTriggerHint({ onClose, onShow }: MissedTriggerHintProps) {
  const { steps, done, shown, isBusy, outcome } = useFirstSteps(onShow);
  return (
    <aside class="hint" aria-label="First steps">
      <div>
        <p>
          <strong>See a missed trigger be made up for.</strong> The next run does what the lost one would have done.
        </p>
        <ol class="hint-steps">
          {steps.map(({ text, isPossible, run }, index) => (
            <li key={text}>
              <Button
                kind={index === done ? "main" : "quiet"}
                isDisabled={!isPossible}
                isBusy={isPossible && isBusy}
                onClick={run}
              >
                {text}
              </Button>
            </li>
          ))}
        </ol>
        <Notice outcome={outcome} />
        {done === steps.length && shown !== null && (
          <p>
            <a href={addressOf("clusters", shown.key)}>See the lane of {visibleText(shown.name)}</a>
          </p>
        )}
        <p class="quiet">
          More that can go wrong: <a href="#faults">faults</a>.
        </p>
      </div>
      <Button kind="quiet" label="Close the first steps" onClick={onClose}>
        Close
      </Button>
    </aside>
  );
}
