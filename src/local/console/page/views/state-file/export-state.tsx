import { CONSOLE, type Refusal } from "../../../protocol";
import { Button } from "../../parts/button";
import type { Action } from "../../parts/use-action";
import { useWorld } from "../../state/feed";

export function ExportState({ action }: { readonly action: Action }) {
  const minute = useWorld((world) => world.clock && Math.floor(world.clock.now / 60_000));
  const save = () =>
    action.run(async () => {
      const text = await exported();
      const name = fileName((minute ?? 0) * 60_000);
      download(text, name);
      return `The browser saves ${name}.`;
    });
  return (
    <section>
      <h3>Export</h3>
      <p>
        Clusters, apps, history, faults and the clock as one JSON file. It holds the credentials that local Atlas made.
      </p>
      <Button kind="main" onClick={save} isBusy={action.isBusy} isDisabled={minute === null}>
        Export to a file
      </Button>
    </section>
  );
}

/** As text, as it came: a large world is not read into objects only to be written again. */
async function exported(): Promise<string> {
  const response = await fetch(`${CONSOLE}/state`).catch(() => {
    throw new Error("Local Atlas does not answer: is npm start still running?");
  });
  if (response.ok) return await response.text();
  const answer = (await response.json().catch(() => ({}))) as Partial<Refusal>;
  throw new Error(answer.error ?? `Local Atlas answered ${response.status}`);
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** `local-atlas-20261126T0603Z.json`, by the emulator's clock. */
function fileName(now: number): string {
  return `local-atlas-${new Date(now).toISOString().slice(0, 16).replaceAll(/[-:]/g, "")}Z.json`;
}
