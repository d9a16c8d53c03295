import { useState } from "preact/hooks";
import { Button } from "../../parts/button";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import type { Action } from "../../parts/use-action";
import { ask } from "../../state/ask";

export function ResetState({ action }: { readonly action: Action }) {
  const [isAsking, setIsAsking] = useState(false);
  const reset = () =>
    action.run(async () => {
      await ask("POST", "/reset", {});
      return "Local Atlas is as it was when it started.";
    });
  return (
    <section>
      <h3>Reset</h3>
      <p>Clusters, apps and clock as they were when local Atlas started. Nothing is armed, and there is no history.</p>
      <Button kind="danger" onClick={() => setIsAsking(true)} isBusy={action.isBusy}>
        Reset…
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Reset local Atlas?"
          confirm="Reset"
          isDangerous
          onConfirm={reset}
          onClose={() => setIsAsking(false)}
        >
          <p>What happened in local Atlas since it started is lost. Export it first if you want it back.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}
