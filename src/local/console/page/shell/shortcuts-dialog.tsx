import { Button } from "../parts/button";
import { Dialog } from "../parts/dialog";
import type { Shortcut } from "./use-shortcuts";

interface ShortcutsDialogProps {
  readonly shortcuts: readonly Shortcut[];
  readonly isOn: boolean;
  readonly onChoose: (isOn: boolean) => void;
  readonly onClose: () => void;
}

/** Of a lane in focus; they work whether or not the others are on. */
const LANE_KEYS = [
  ["← →", "move the cursor in a lane; with Shift ten times as far"],
  ["Home, End", "the cursor to the beginning, to the end"],
  ["n", "the cursor to now"],
  ["[ ]", "the cursor to the boundary or mark before, after"],
  ["+ −", "zoom in, zoom out"],
  ["Page Up, Page Down", "earlier, later"],
  ["Enter", "open or close the lane"],
] as const;

export function ShortcutsDialog({ shortcuts, isOn, onChoose, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <label class="row">
        <input type="checkbox" checked={isOn} onChange={(event) => onChoose(event.currentTarget.checked)} />
        Single keys work everywhere outside of fields
      </label>
      <KeyList rows={shortcuts.map(({ shown, does }) => [shown, does] as const)} />
      <h3>In a lane</h3>
      <KeyList rows={LANE_KEYS} />
      <p class="row row-end">
        <Button onClick={onClose}>Close</Button>
      </p>
    </Dialog>
  );
}

function KeyList({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl class="keys">
      {rows.map(([shown, does]) => (
        <div key={shown}>
          <dt>
            <kbd>{shown}</kbd>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  );
}
