/** What the last look at each cluster found: of every run that reports, and of looks of the console's own after runs that do not. */

import type { EndedRun } from "../../app-services/apps/hosted-app";
import type { Execution } from "../../function-runtime/execution";
import type { Badge, RequestState } from "../protocol";
import { clusterOfPath } from "./books/cluster-before";
import type { ScheduleInForce } from "./schedule-in-force";
import { type ConsoleWorld, keyOf } from "./world";

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
  /** Of the newest run, where it failed. */
  #failed: ReadonlyMap<string, Badge> = new Map();
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

  /** A run that returned says what it found; of one that threw, it is known what Atlas refused. */
  ran({ outcome, result, functionName, endedAtMs }: Execution, requests: readonly RequestState[]): void {
    if (outcome === "failed") {
      this.want();
      this.#failed = new Map(requests.flatMap((request) => refusedIn(request, functionName, endedAtMs)));
      this.#badges = new Map([...this.#badges, ...[...this.#failed].map(([key, badge]) => [key, [badge]] as const)]);
      return;
    }
    if (this.#take(result)) this.#failed = new Map();
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
      if (execution.outcome === "completed") this.#take(execution.result, this.#failed);
      looked({ app: app.facts, execution });
    } finally {
      hold.release();
      this.#isUnderWay = false;
      this.#lastAt = realNow();
    }
  }

  /** What a run does not speak of stays as it was. false: it is no report. */
  #take(result: unknown, failed: ReadonlyMap<string, Badge> = new Map()): boolean {
    const found = this.#sources.world.port.findings(result);
    if (found === null) return false;
    const badges = new Map(this.#badges);
    for (const [key, told] of found.badges) {
      const refused = failed.get(key);
      const of = refused === undefined ? told : [refused, ...told];
      if (JSON.stringify(of) !== JSON.stringify(badges.get(key) ?? NONE)) badges.set(key, of);
    }
    this.#badges = badges;
    return true;
  }
}

function refusedIn(
  { method, path, status, errorCode }: RequestState,
  functionName: string,
  at: number,
): [string, Badge][] {
  const cluster = method === "GET" ? undefined : clusterOfPath(path);
  if (cluster === undefined || (status >= 200 && status < 300)) return [];
  const what = status === 0 ? "no answer came" : `Atlas answered ${status}${errorCode === null ? "" : ` ${errorCode}`}`;
  return [[keyOf(cluster), { kind: "failed", says: `${functionName} asked for a change, and ${what}.`, at }]];
}
