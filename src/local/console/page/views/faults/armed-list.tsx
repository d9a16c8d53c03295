/** What is armed, how often it has hit, and disarming it. */
import { useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import { Button } from "../../parts/button";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import { EmptyState } from "../../parts/empty-state";
import type { Action } from "../../parts/use-action";
import { ask } from "../../state/ask";
import { useWorld } from "../../state/feed";
import { type ArmedItem, armedItems } from "./armed-items";

export function ArmedList({ action }: { readonly action: Action }) {
  const [isSure, setIsSure] = useState(true);
  const items = armedItems(useWorld((world) => world.faults));
  const disarmAll = () =>
    action.run(async () => {
      await ask("DELETE", "/faults");
      return "Everything is disarmed.";
    });
  return (
    <section>
      <div class="row row-apart">
        <h3>Armed</h3>
        {items.length > 0 && (
          <Button kind="danger" onClick={() => setIsSure(false)} isBusy={action.isBusy}>
            Disarm all
          </Button>
        )}
      </div>
      {items.length === 0 && (
        <EmptyState title="Nothing is armed">
          Local Atlas answers as it should, and every trigger fires once.
        </EmptyState>
      )}
      <ul class="armed-list">
        {items.map((item) => (
          <Armed key={item.key} item={item} action={action} />
        ))}
      </ul>
      {!isSure && (
        <ConfirmDialog
          title="Disarm everything?"
          confirm="Disarm all"
          isDangerous
          onConfirm={disarmAll}
          onClose={() => setIsSure(true)}
        >
          <p>Rules, random faults, fates of firings and slow or stuck clusters all end.</p>
        </ConfirmDialog>
      )}
    </section>
  );
}

function Armed({ item, action }: { readonly item: ArmedItem; readonly action: Action }) {
  const { disarm } = item;
  const says = visibleText(item.says);
  const verb = item.isOver ? "Remove" : "Disarm";
  const onClick = () =>
    action.run(async () => {
      for (const { method, path, body } of disarm) await ask(method, path, body);
      return `Disarmed: ${item.says}`;
    });
  return (
    <li>
      <span class={item.isOver ? "quiet" : ""}>
        {says}
        {item.isOver && " It is over."}
      </span>
      {item.hits !== null && <span class="hits">{item.hits === 1 ? "1 hit" : `${item.hits} hits`}</span>}
      {disarm.length > 0 && (
        <Button kind="quiet" onClick={onClick} isBusy={action.isBusy} label={`${verb}: ${says}`}>
          {verb}
        </Button>
      )}
    </li>
  );
}
