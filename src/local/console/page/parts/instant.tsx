import { useWorld } from "../state/feed";
import { type Precision, utcText, zoneText } from "../state/instants";

interface InstantProps {
  readonly at: number;
  /** The zone of the schedule that the instant belongs to; left out: that of the document in force. */
  readonly zone?: string;
  readonly precision?: Precision;
}

/** In UTC and, below it, on the clocks of the schedule's zone. */
export function Instant({ at, zone, precision = "minutes" }: InstantProps) {
  const zoneInForce = useWorld((world) => world.schedule?.zone ?? "UTC");
  const there = zoneText(at, zone ?? zoneInForce, precision);
  return (
    <time class="instant" dateTime={new Date(at).toISOString()}>
      <span>{utcText(at, precision)}</span>
      {there !== null && <span class="quiet"> {there}</span>}
    </time>
  );
}
