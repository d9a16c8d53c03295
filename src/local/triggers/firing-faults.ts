/** Fates of firings that somebody arms by hand, on top of those that come by a rule. */
import { type Firing, type FiringRule, inTime } from "./faults";

export interface FiringFault {
  readonly fate: "lost" | "doubled";
  /** null: of any trigger. */
  readonly trigger: string | null;
  /** Meets so many firings, then no more. */
  readonly times: number | "always";
}

export interface ArmedFiringFault extends FiringFault {
  readonly id: number;
  readonly hits: number;
}

export interface LostFiring extends Firing {
  readonly appId: string;
}

const LOST_KEPT = 4_000;

export class FiringFaults {
  #rule: FiringRule;
  readonly #armed = new Map<number, { readonly fault: FiringFault; hits: number }>();
  readonly #lastLost = new Map<string, number>();
  readonly #lost: LostFiring[] = [];
  #lastId = 0;

  constructor(rule: FiringRule = inTime) {
    this.#rule = rule;
  }

  get armed(): readonly ArmedFiringFault[] {
    return [...this.#armed].map(([id, { fault, hits }]) => ({ ...fault, id, hits }));
  }

  arm(fault: FiringFault): number {
    this.#lastId += 1;
    this.#armed.set(this.#lastId, { fault, hits: 0 });
    return this.#lastId;
  }

  /** false: there is none with this id. */
  disarm(id: number): boolean {
    return this.#armed.delete(id);
  }

  /** Every firing comes in time from now on, whatever the rule was. */
  clear(): void {
    this.#rule = inTime;
    this.#armed.clear();
  }

  /** The newest firing of a trigger of this app that was lost. */
  lastLost(appId: string, trigger: string): number | null {
    return this.#lastLost.get(`${appId} ${trigger}`) ?? null;
  }

  /** The newest thousands that were lost, oldest first. */
  get lost(): readonly LostFiring[] {
    return this.#lost;
  }

  /** When the runs of a firing start, in milliseconds after it. */
  fateOf(appId: string, firing: Firing): readonly number[] {
    const delays = this.#armedFor(firing) ?? this.#rule(firing);
    if (delays.length === 0) this.#lose({ ...firing, appId });
    return delays;
  }

  #lose(lost: LostFiring): void {
    this.#lastLost.set(`${lost.appId} ${lost.trigger}`, lost.scheduledAtMs);
    this.#lost.push(lost);
    if (this.#lost.length > LOST_KEPT) this.#lost.splice(0, LOST_KEPT / 4);
  }

  #armedFor({ trigger }: Firing): readonly number[] | undefined {
    for (const active of this.#armed.values()) {
      const { fate, trigger: wanted, times } = active.fault;
      if ((wanted !== null && wanted !== trigger) || (times !== "always" && active.hits >= times)) continue;
      active.hits += 1;
      return fate === "lost" ? [] : [0, 0];
    }
    return undefined;
  }
}
