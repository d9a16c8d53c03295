import { useState } from "preact/hooks";
import { Button } from "../../parts/button";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import type { Action } from "../../parts/use-action";
import { ask } from "../../state/ask";
import { formatJson } from "../../state/format-json";
import { ChangesList } from "./changes";
import type { Checked } from "./use-check";
import type { Draft } from "./use-draft";

interface ScheduleBarProps {
  readonly draft: Draft;
  readonly checked: Checked;
  readonly action: Action;
  /** The changes to confirm; null: nobody is asked. */
  readonly confirming: readonly string[] | null;
  readonly onConfirming: (changes: readonly string[] | null) => void;
  readonly onApply: () => void;
}

export function ScheduleBar({ draft, checked, action, confirming, onConfirming, onApply }: ScheduleBarProps) {
  const [isReverting, setIsReverting] = useState(false);
  const issues = checked.is === "here" ? checked.check.issues.length : 0;
  const isRight = checked.is === "here" && issues === 0;
  const format = () =>
    action.run(async () => {
      draft.setText(formatted(draft.text));
      return null;
    });
  return (
    <div class="row">
      <Button kind="main" onClick={onApply} isBusy={action.isBusy} isDisabled={!draft.isEdited || !isRight}>
        Apply
      </Button>
      <Button onClick={format}>Format</Button>
      <Button onClick={() => setIsReverting(true)} isDisabled={!draft.isEdited}>
        Revert
      </Button>
      {issues > 0 && (
        <span class="bad">
          ✗ {issues} {issues === 1 ? "error" : "errors"}
        </span>
      )}
      <span class="quiet">{draft.isEdited ? "Edited, not applied. Ctrl-S applies." : "As in force."}</span>
      {draft.isOutdated && <span class="warn">⚠ Another document came into force meanwhile.</span>}
      {isReverting && (
        <ConfirmDialog
          title="Revert to the document in force?"
          confirm="Revert"
          isDangerous
          onConfirm={draft.revert}
          onClose={() => setIsReverting(false)}
        >
          <p>What you typed is lost.</p>
        </ConfirmDialog>
      )}
      {confirming !== null && (
        <ApplyDialog draft={draft} action={action} changes={confirming} onClose={() => onConfirming(null)} />
      )}
    </div>
  );
}

interface ApplyDialogProps {
  readonly draft: Draft;
  readonly action: Action;
  readonly changes: readonly string[];
  readonly onClose: () => void;
}

function ApplyDialog({ draft, action, changes, onClose }: ApplyDialogProps) {
  return (
    <ConfirmDialog
      title="Apply this schedule?"
      confirm="Apply"
      onConfirm={() => applyDraft(draft, action)}
      onClose={onClose}
    >
      <p>The next run of reconcile follows it:</p>
      <ChangesList changes={changes} />
      <p class="quiet">{TRIGGERS_STAY}</p>
    </ConfirmDialog>
  );
}

const TRIGGERS_STAY =
  "As after an edit in the App Services console, the triggers stay those of the last deployment: a new boundary may be carried out one heartbeat late.";

/** What local Atlas takes is in force, and comes back by the feed. */
export function applyDraft({ text, applied }: Draft, action: Action): Promise<void> {
  return action.run(async () => {
    await ask("POST", "/schedule/apply", { text });
    applied();
    return `The schedule is in force. ${TRIGGERS_STAY}`;
  });
}

function formatted(text: string): string {
  try {
    return formatJson(text);
  } catch {
    throw new Error("The text is not JSON yet: mend the first error, then format it.");
  }
}
