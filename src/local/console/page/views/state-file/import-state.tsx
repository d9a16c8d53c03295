import { useId, useRef, useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import { Button } from "../../parts/button";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import type { Action } from "../../parts/use-action";
import { ask } from "../../state/ask";

export function ImportState({ action }: { readonly action: Action }) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  const restore = () =>
    action.run(async () => {
      if (file === null) return null;
      await ask("PUT", "/state", parsed(await file.text()));
      setFile(null);
      if (input.current !== null) input.current.value = "";
      return `Local Atlas is as ${file.name} has it.`;
    });
  return (
    <section>
      <h3>Import</h3>
      <p>Puts back what was exported. A file that local Atlas cannot read changes nothing.</p>
      <div class="row">
        <div class="field">
          <label for={id}>File that was exported</label>
          <input
            id={id}
            ref={input}
            type="file"
            accept=".json,application/json"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </div>
        <Button onClick={() => setIsAsking(true)} isBusy={action.isBusy} isDisabled={file === null}>
          Import…
        </Button>
      </div>
      {isAsking && file !== null && (
        <ConfirmDialog
          title="Replace everything?"
          confirm="Replace everything"
          isDangerous
          onConfirm={restore}
          onClose={() => setIsAsking(false)}
        >
          <p>
            What is in local Atlas now is lost; what {visibleText(file.name)} ({sizeText(file.size)}) has takes its
            place.
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Error("This file is not JSON: choose one that was exported here. Nothing was changed.");
  }
}

function sizeText(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.round(bytes / 100_000) / 10} MB`;
}
