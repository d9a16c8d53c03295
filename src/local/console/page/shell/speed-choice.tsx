import { useState } from "preact/hooks";
import type { ClockControl } from "./use-clock";

const SPEEDS = [1, 60, 600, 3600];
const FASTEST = 1_000_000;

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
  const take = (text: string) => {
    const speed = Number(text);
    if (Number.isFinite(speed) && speed > 0 && speed <= FASTEST) clock.setSpeed(speed);
  };
  return (
    <input
      class="clock-own-speed"
      type="number"
      min={0.1}
      max={FASTEST}
      step="any"
      aria-label="Emulated seconds per second"
      value={clock.speed}
      onChange={(event) => take(event.currentTarget.value)}
    />
  );
}
