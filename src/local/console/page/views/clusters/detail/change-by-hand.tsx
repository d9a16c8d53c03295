import { useId, useState } from "preact/hooks";
import type { ClusterState } from "../../../../protocol";
import { Button } from "../../../parts/button";
import { Form } from "../../../parts/form";
import { Notice } from "../../../parts/notice";
import { useChange } from "./use-change";

/** Those of most providers; any other can be typed. */
const TIERS = ["M10", "M20", "M30", "M40", "M50", "M60", "M80", "M140", "M200", "M300", "R40", "R50", "R60", "R80"];

/** As somebody in the Atlas UI would: the schedule then sees drift. Local Atlas refuses what Atlas refuses. */
export function ChangeByHand({ cluster }: { readonly cluster: ClusterState }) {
  const { change, isBusy, outcome } = useChange(cluster);
  const [size, setSize] = useState("");
  const tiersId = useId();
  const resize = () => change({ size: size.trim() }, `Atlas took it: it will be ${size.trim()}.`);
  return (
    <>
      <p class="quiet">As a person would in Atlas, so that the schedule meets drift.</p>
      <Form>
        <div class="row">
          <input
            class="size-input"
            aria-label="New size"
            placeholder="M30"
            list={tiersId}
            value={size}
            autoComplete="off"
            onInput={(event) => setSize(event.currentTarget.value)}
          />
          <datalist id={tiersId}>
            {TIERS.map((tier) => (
              <option key={tier} value={tier} />
            ))}
          </datalist>
          <Button submits isBusy={isBusy} isDisabled={size.trim() === ""} onClick={resize}>
            Change size
          </Button>
          {cluster.isPaused ? (
            <Button isBusy={isBusy} onClick={() => change({ paused: false }, "Atlas took it: the cluster resumes.")}>
              Resume
            </Button>
          ) : (
            <Button isBusy={isBusy} onClick={() => change({ paused: true }, "Atlas took it: the cluster is paused.")}>
              Pause cluster
            </Button>
          )}
        </div>
      </Form>
      <Notice outcome={outcome} />
    </>
  );
}
