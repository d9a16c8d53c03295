/** What is armed, how often it has hit, and disarming it. */
import { useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import type { ArmedFiring, FaultsState } from "../../../protocol";
import { Button } from "../../parts/button";
import { ConfirmDialog } from "../../parts/confirm-dialog";
import { EmptyState } from "../../parts/empty-state";
import type { Action } from "../../parts/use-action";
import { isSpent, isSpentFiring } from "../../state/armed";
import { ask } from "../../state/ask";
import { useWorld } from "../../state/feed";

interface ArmedItem {
  readonly key: string;
  readonly says: string;
  /** null: hits are not counted. */
  readonly hits: number | null;
  readonly isOver: boolean;
  /** null: only together with everything else. */
  readonly disarm: (() => Promise<unknown>) | null;
}

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
      await disarm?.();
      return `Disarmed: ${item.says}`;
    });
  return (
    <li>
      <span class={item.isOver ? "quiet" : ""}>
        {says}
        {item.isOver && " It is over."}
      </span>
      {item.hits !== null && <span class="hits">{item.hits === 1 ? "1 hit" : `${item.hits} hits`}</span>}
      {disarm !== null && (
        <Button kind="quiet" onClick={onClick} isBusy={action.isBusy} label={`${verb}: ${says}`}>
          {verb}
        </Button>
      )}
    </li>
  );
}

function armedItems({ rules, random, firings, paces }: FaultsState): readonly ArmedItem[] {
  return [
    ...rules.map((rule) => ({
      key: `rule ${rule.id}`,
      says: rule.says,
      hits: rule.hits,
      isOver: isSpent(rule),
      disarm: () => ask("DELETE", `/faults/rule/${rule.id}`),
    })),
    ...firings.map((firing) => ({
      key: `firing ${firing.id}`,
      says: firingSays(firing),
      hits: firing.hits,
      isOver: isSpentFiring(firing),
      disarm: () => ask("DELETE", `/faults/firing/${firing.id}`),
    })),
    ...paces.map(({ clusterKey, pace }) => ({
      key: `pace ${clusterKey}`,
      says: `Changes of ${clusterKey.split("/").slice(1).join("/")} ${pace === "slow" ? "are slow" : "never end"}.`,
      hits: null,
      isOver: false,
      disarm: () => ask("PUT", "/faults/pace", { cluster: clusterKey, pace: "usual" }),
    })),
    ...(random === null ? [] : [randomItem(random)]),
  ];
}

function randomItem({ seed, rate }: { readonly seed: number; readonly rate: number }): ArmedItem {
  const says = `${Math.round(rate * 1_000) / 10} % of all requests meet a fault, by the seed ${seed}.`;
  return { key: "random", says, hits: null, isOver: false, disarm: null };
}

function firingSays({ fate, trigger, times }: ArmedFiring): string {
  const of = trigger ?? "any trigger";
  const what = fate === "lost" ? (times === 1 ? "is lost" : "are lost") : times === 1 ? "comes twice" : "come twice";
  if (times === "always") return `All firings of ${of} ${what}.`;
  return times === 1 ? `The next firing of ${of} ${what}.` : `The next ${times} firings of ${of} ${what}.`;
}
