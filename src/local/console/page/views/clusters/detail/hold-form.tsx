import { useId, useState } from "preact/hooks";
import type { ClusterState } from "../../../../protocol";
import { Button } from "../../../parts/button";
import { Form } from "../../../parts/form";
import { useWorld } from "../../../state/feed";
import { DAY_MS, inputText, instantOf } from "../../../state/instants";
import { HOLD_KEY, holdValue } from "./hold-tag";

interface HoldFormProps {
  readonly cluster: ClusterState;
  readonly isBusy: boolean;
  readonly onHold: (key: string, value: string) => void;
}

/** Writes the tag that holds a cluster until an instant, in UTC. */
export function HoldForm({ cluster, isBusy, onHold }: HoldFormProps) {
  const now = useWorld((world) => Math.floor((world.clock?.now ?? 0) / DAY_MS) * DAY_MS);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? inputText(cluster.scheduled?.next?.at ?? now + 2 * DAY_MS, "UTC");
  const until = instantOf(text, "UTC");
  const id = useId();
  return (
    <Form>
      <div class="row tag-fields">
        <div class="field">
          <label for={id}>Hold as it is until (UTC)</label>
          <input id={id} type="datetime-local" value={text} onInput={(event) => setTyped(event.currentTarget.value)} />
        </div>
        <Button
          submits
          isBusy={isBusy}
          isDisabled={until === null}
          onClick={() => onHold(HOLD_KEY, holdValue(until ?? now))}
        >
          Hold
        </Button>
      </div>
    </Form>
  );
}
