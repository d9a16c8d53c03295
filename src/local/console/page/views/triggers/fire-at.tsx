/** Chooses an instant ahead, in UTC or on the clocks of the schedule's zone. */
import { useId, useState } from "preact/hooks";
import { visibleText } from "../../../lanes/visible-text";
import { Button } from "../../parts/button";
import { Dialog } from "../../parts/dialog";
import { Form } from "../../parts/form";
import { useWorld } from "../../state/feed";
import { inputText, instantOf, knowsZone, utcText, zoneText } from "../../state/instants";

interface FireAtProps {
  readonly trigger: string;
  readonly onClose: () => void;
  readonly onChosen: (at: number) => void;
}

export function FireAt({ trigger, onClose, onChosen }: FireAtProps) {
  const now = useWorld((world) => world.clock?.now ?? 0);
  const inForce = useWorld((world) => world.schedule?.zone ?? "UTC");
  const zones = inForce === "UTC" || !knowsZone(inForce) ? ["UTC"] : ["UTC", inForce];
  const [zone, setZone] = useState("UTC");
  const [text, setText] = useState(() => inputText(nextHour(now), "UTC"));
  const at = instantOf(text, zone);
  const isPast = at !== null && at < now;
  const choose = () => {
    if (at === null) return;
    onClose();
    onChosen(at);
  };
  return (
    <Dialog title={`Fire ${visibleText(trigger)} at`} onClose={onClose}>
      <Form>
        <div class="row">
          <InstantInput text={text} onText={setText} zone={zone} zones={zones} onZone={setZone} />
        </div>
        <p class={isPast ? "bad" : "quiet"} role="status">
          {saidOf(at, inForce, isPast)}
        </p>
        <p class="row row-end">
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="main" submits onClick={choose} isDisabled={at === null || isPast}>
            Fire at this instant
          </Button>
        </p>
      </Form>
    </Dialog>
  );
}

interface InstantInputProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly zone: string;
  readonly zones: readonly string[];
  readonly onZone: (zone: string) => void;
}

function InstantInput({ text, onText, zone, zones, onZone }: InstantInputProps) {
  const id = useId();
  return (
    <>
      <label for={`${id}-at`}>Instant</label>
      <input
        id={`${id}-at`}
        type="datetime-local"
        step={60}
        value={text}
        onInput={(event) => onText(event.currentTarget.value)}
      />
      <select aria-label="Zone" value={zone} onChange={(event) => onZone(event.currentTarget.value)}>
        {zones.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </>
  );
}

function saidOf(at: number | null, zone: string, isPast: boolean): string {
  if (at === null) return "Choose a date and a time.";
  const said = [utcText(at), zoneText(at, zone)].filter((text) => text !== null).join(" · ");
  if (!isPast) return said;
  return `${said} is past: the clock does not go back. Run reconcile with {"at": "${isoMinute(at)}"} to see what it would do then.`;
}

const isoMinute = (at: number) => `${new Date(at).toISOString().slice(0, 16)}Z`;

const HOUR_MS = 3_600_000;
const nextHour = (now: number) => (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
