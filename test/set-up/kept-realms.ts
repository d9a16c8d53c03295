/**
 * Realms of the function runtime that one local Atlas of a worker hands on to the next. Loading 170 KB of functions into
 * a new one takes longer than most of the runs in it, and a run finds nothing of earlier ones there: that too is tested.
 */
import type { Clock } from "../../src/local/clock/clock";
import { APP_SERVICES_LIMITS } from "../../src/local/function-runtime/limits";
import { createRealmPool, type RealmPool } from "../../src/local/function-runtime/realm-pool";

interface KeptRealms {
  readonly key: string;
  readonly realms: RealmPool;
  clock: Pick<Clock, "now">;
}

export interface BorrowedRealms {
  readonly realms: RealmPool;
  /** After the local Atlas that used them has stopped. */
  giveBack(): void;
}

/** Each has an engine with memory of its own. */
const MOST_KEPT = 4;

const kept: KeptRealms[] = [];

/** `key`: the same for the same functions. */
export async function borrowRealms(key: string, clock: Pick<Clock, "now">): Promise<BorrowedRealms> {
  const known = kept.findIndex((one) => one.key === key);
  const borrowed = known === -1 ? await newRealms(key, clock) : kept.splice(known, 1)[0];
  if (borrowed === undefined) throw new Error(`no realms at ${known}`);
  borrowed.clock = clock;
  return { realms: borrowed.realms, giveBack: () => keep(borrowed) };
}

async function newRealms(key: string, first: Pick<Clock, "now">): Promise<KeptRealms> {
  const holder = { clock: first };
  const realms = await createRealmPool({
    clock: { now: () => holder.clock.now() },
    limits: APP_SERVICES_LIMITS,
    runsPerRealm: 200,
  });
  return Object.assign(holder, { key, realms });
}

/** A run that was stopped in the middle may still end, at another's time. */
function keep(returned: KeptRealms): void {
  if (!returned.realms.isInUse()) kept.push(returned);
  else returned.realms.dispose();
  if (kept.length > MOST_KEPT) kept.shift()?.realms.dispose();
}
