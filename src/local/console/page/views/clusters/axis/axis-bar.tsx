import { Button } from "../../../parts/button";
import { useWorld } from "../../../state/feed";
import { knowsZone } from "../../../state/instants";
import type { AxisControl } from "./use-view-axis";
import { ZOOMS } from "./view-axis";

/** What time is shown: zoom, earlier, later, follow. */
export function AxisBar({ control }: { readonly control: AxisControl }) {
  const { view, zoomTo, zoomBy, panBy, follow } = control;
  return (
    <fieldset class="axis-bar" aria-label="Time shown">
      <span class="axis-group">
        {ZOOMS.map(({ name, spanMs }) => (
          <Button key={name} isPressed={view.spanMs === spanMs} onClick={() => zoomTo(spanMs)}>
            {name}
          </Button>
        ))}
      </span>
      <span class="axis-group">
        <Button label="Zoom out" onClick={() => zoomBy(1 / 2)}>
          −
        </Button>
        <Button label="Zoom in" onClick={() => zoomBy(2)}>
          +
        </Button>
        <Button label="Earlier" onClick={() => panBy(-view.spanMs / 2)}>
          ‹
        </Button>
        <Button label="Later" onClick={() => panBy(view.spanMs / 2)}>
          ›
        </Button>
        <Button isPressed={view.isFollowing} onClick={follow}>
          Follow now
        </Button>
      </span>
      <TickZone control={control} />
    </fieldset>
  );
}

function TickZone({ control: { tickZone, setTickZone } }: { readonly control: AxisControl }) {
  const zone = useWorld((world) => world.schedule?.zone ?? "UTC");
  if (zone === "UTC" || !knowsZone(zone)) return null;
  return (
    <select aria-label="Zone of the axis" value={tickZone} onChange={(event) => setTickZone(event.currentTarget.value)}>
      <option value="UTC">Axis in UTC</option>
      <option value={zone}>Axis in {zone}</option>
    </select>
  );
}
