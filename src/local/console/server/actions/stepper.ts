/** Lets time pass until an instant that somebody asked for, while requests go on being answered. */
import type { TimeKeeper } from "../../../clock/time-keeper";
import { HOUR_MS } from "../../../clock/units";

/** So long at a time, so that a step can be given up between. */
const STRIDE_MS = HOUR_MS;

export class Stepper {
  readonly #keeper: TimeKeeper;
  readonly #onFault: (fault: unknown) => void;
  #to: number | null = null;

  constructor(keeper: TimeKeeper, onFault: (fault: unknown) => void) {
    this.#keeper = keeper;
    this.#onFault = onFault;
  }

  /** null: no step is under way. */
  get stepsTo(): number | null {
    return this.#to;
  }

  /** Of two steps that overlap, the one that goes further counts. */
  step(to: number): void {
    const isUnderWay = this.#to !== null;
    this.#to = Math.max(to, this.#to ?? to);
    if (!isUnderWay) void this.#run();
  }

  giveUp(): void {
    this.#to = null;
  }

  async #run(): Promise<void> {
    const { clock } = this.#keeper;
    try {
      while (this.#to !== null && clock.now() < this.#to) {
        await clock.advanceTo(Math.min(this.#to, clock.now() + STRIDE_MS));
      }
    } catch (fault) {
      this.#onFault(fault);
    }
    this.#to = null;
  }
}
