/** What the last look at each cluster found: of every run that reports, and of looks of the console's own after runs that do not. */

import type { EndedRun } from "../../app-services/apps/hosted-app";
import type { Execution } from "../../function-runtime/execution";
import type { Badge } from "../protocol";
import type { ScheduleInForce } from "./schedule-in-force";
import type { ConsoleWorld } from "./world";

/** Between two looks, of real time. */
const APART_MS = 2_000;
const LOOKS_WITH = "status";
const NONE: readonly Badge[] = [];

export interface LookSources {
  readonly world: Pick<ConsoleWorld, "state" | "port">;
  readonly schedule: ScheduleInForce;
  readonly realNow: () => number;
  readonly looked: (run: EndedRun) => void;
}

export class Looks {
  readonly #sources: LookSources;
  #badges: ReadonlyMap<string, readonly Badge[]> = new Map();
  #isWanted = false;
  #isUnderWay = false;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(sources: LookSources) {
    this.#sources = sources;
  }

  badgesOf(key: string): readonly Badge[] {
    return this.#badges.get(key) ?? NONE;
  }

  /** Something happened that no run has told of. */
  want(): void {
    this.#isWanted = true;
  }

  /** A run that returned says what it found; one that threw says so of nothing. */
  ran({ outcome, result }: Execution): void {
    if (outcome === "failed") this.want();
    else this.#take(result);
  }

  /** Called while somebody watches, as often as one likes. */
  async lookIfWanted(): Promise<void> {
    const { schedule, realNow, world, looked } = this.#sources;
    const { app } = schedule.current;
    if (!this.#isWanted || this.#isUnderWay || realNow() - this.#lastAt < APART_MS) return;
    if (app === undefined || !app.live.functions.some(({ name }) => name === LOOKS_WITH)) return;
    this.#isWanted = false;
    this.#isUnderWay = true;
    const hold = world.state.clock.hold();
    try {
      const execution = await app.running.look(LOOKS_WITH, hold);
      if (execution === undefined) return;
      if (execution.outcome === "completed") this.#take(execution.result);
      looked({ app: app.facts, execution });
    } finally {
      hold.release();
      this.#isUnderWay = false;
      this.#lastAt = realNow();
    }
  }

  /** What a run does not speak of stays as it was. */
  #take(result: unknown): void {
    const found = this.#sources.world.port.findings(result);
    if (found === null) return;
    const badges = new Map(this.#badges);
    for (const [key, of] of found.badges) {
      if (JSON.stringify(of) !== JSON.stringify(badges.get(key) ?? NONE)) badges.set(key, of);
    }
    this.#badges = badges;
  }
}
