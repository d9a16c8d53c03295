import { useState } from "preact/hooks";
import { FASTEST } from "../../protocol";
import type { ClockControl } from "./use-clock";

const SPEEDS = [1, 60, 600, 3600];

/** Emulated seconds per second, from a list or typed. */
export function SpeedChoice({ clock }: { readonly clock: ClockControl }) {
  const [isOwn, setIsOwn] = useState(false);
  const isListed = SPEEDS.includes(clock.speed);
  const isTyped = isOwn || !isListed;
  const choose = (value: string) => {
    setIsOwn(value === "own");
    if (value !== "own") clock.setSpeed(Number(value));
  };
  return (
    <span class="clock-speed">
      <select
        aria-label="Speed of the clock"
        value={isTyped ? "own" : String(clock.speed)}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {SPEEDS.map((speed) => (
          <option key={speed} value={String(speed)}>
            ×{speed}
          </option>
        ))}
        <option value="own">other…</option>
      </select>
      {isTyped && <TypedSpeed clock={clock} />}
    </span>
  );
}

function TypedSpeed({ clock }: { readonly clock: ClockControl }) {
  return (
    <input
      class="clock-own-speed"
      type="number"
      min={1}
      max={FASTEST}
      step="any"
      aria-label="Emulated seconds per second"
      value={clock.speed}
      onChange={(event) => clock.setSpeed(event.currentTarget.valueAsNumber)}
    />
  );
}
