import { useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import type { AppState, TriggerState } from "../../../protocol";
import { Button } from "../../parts/button";
import { Instant } from "../../parts/instant";
import type { Action } from "../../parts/use-action";
import { addressOf } from "../../state/address";
import { ask } from "../../state/ask";
import { cronWords } from "../../state/cron-words";
import { utcText } from "../../state/instants";
import { FireAt } from "./fire-at";
import { LastResult } from "./last-result";

interface TriggerRowProps {
  readonly app: AppState;
  readonly trigger: TriggerState;
  readonly action: Action;
}

export function TriggerRow({ app, trigger, action }: TriggerRowProps) {
  const words = cronWords(trigger.schedule);
  return (
    <tr>
      <td>
        <strong>{visibleText(trigger.name)}</strong>
        <div class="mono">{visibleText(trigger.schedule)}</div>
        {words !== null && <div class="quiet">{words}, UTC</div>}
      </td>
      <td data-label="Fires next">
        <NextFirings trigger={trigger} />
      </td>
      <td data-label="Last result">
        <LastResult appId={app.id} trigger={trigger} />
      </td>
      <td data-label="What to do">
        <TriggerActions app={app} trigger={trigger} action={action} />
      </td>
    </tr>
  );
}

function NextFirings({ trigger: { isEnabled, nextAt, askedFor } }: { readonly trigger: TriggerState }) {
  return (
    <>
      {!isEnabled && <div class="warn">Disabled: it does not fire by itself</div>}
      {isEnabled && nextAt !== null && <Instant at={nextAt} />}
      {isEnabled && nextAt === null && <div class="quiet">never again</div>}
      {askedFor.map((at) => (
        <div key={at}>
          <span class="quiet">once more, asked for: </span>
          <Instant at={at} />
        </div>
      ))}
    </>
  );
}

function TriggerActions({ app, trigger, action }: TriggerRowProps) {
  const [isChoosing, setIsChoosing] = useState(false);
  const { name } = trigger;
  const of = { appId: app.id, trigger: name };
  const fire = (at: number | null) =>
    action.run(async () => {
      await ask("POST", "/triggers/fire", at === null ? of : { ...of, at });
      return at === null ? `${name} fires now.` : `${name} fires once more at ${utcText(at)}.`;
    });
  const setEnabled = (isEnabled: boolean) =>
    action.run(async () => {
      await ask("POST", "/triggers/enabled", { ...of, isEnabled });
      return `${name} is ${isEnabled ? "enabled" : "disabled: it does not fire by itself any more"}.`;
    });
  const said = visibleText(name);
  return (
    <div class="row trigger-actions">
      <Button onClick={() => fire(null)} isBusy={action.isBusy} label={`Fire now: ${said}`}>
        Fire now
      </Button>
      <Button onClick={() => setIsChoosing(true)} label={`Fire at…: ${said}`}>
        Fire at…
      </Button>
      <Button
        onClick={() => setEnabled(!trigger.isEnabled)}
        isBusy={action.isBusy}
        label={`${trigger.isEnabled ? "Disable" : "Enable"}: ${said}`}
      >
        {trigger.isEnabled ? "Disable" : "Enable"}
      </Button>
      <a href={addressOf("functions", "runs", name)} aria-label={`Its runs: ${said}`}>
        Its runs
      </a>
      {isChoosing && <FireAt trigger={name} onClose={() => setIsChoosing(false)} onChosen={fire} />}
    </div>
  );
}
