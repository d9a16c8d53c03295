/** What is armed, a line each: what it says, how often it has hit, and what disarms it. Pure. */
import type { ArmedFiring, ArmedRule, FaultsState } from "../../../protocol";
import { isSpent, isSpentFiring } from "../../state/armed";

export interface ArmedItem {
  readonly key: string;
  readonly says: string;
  /** null: hits are not counted. */
  readonly hits: number | null;
  readonly isOver: boolean;
  /** One after the other; empty: it is disarmed only together with everything else. */
  readonly disarm: readonly Disarming[];
}

export interface Disarming {
  readonly method: "DELETE" | "PUT";
  readonly path: string;
  readonly body?: unknown;
}

export function armedItems({ rules, random, firings, paces }: FaultsState): readonly ArmedItem[] {
  return [
    ...rules.map(ruleItem),
    ...firings.map(firingItem),
    ...(["slow", "stuck"] as const).flatMap((pace) => paceItem(pace, paces)),
    ...(random === null ? [] : [randomItem(random)]),
  ];
}

function ruleItem(rule: ArmedRule): ArmedItem {
  const { id, says, hits } = rule;
  return {
    key: `rule ${id}`,
    says,
    hits,
    isOver: isSpent(rule),
    disarm: [{ method: "DELETE", path: `/faults/rule/${id}` }],
  };
}

function firingItem(firing: ArmedFiring): ArmedItem {
  const { id, hits } = firing;
  return {
    key: `firing ${id}`,
    says: firingSays(firing),
    hits,
    isOver: isSpentFiring(firing),
    disarm: [{ method: "DELETE", path: `/faults/firing/${id}` }],
  };
}

function firingSays({ fate, trigger, times }: ArmedFiring): string {
  const of = trigger ?? "any trigger";
  const what = fate === "lost" ? (times === 1 ? "is lost" : "are lost") : times === 1 ? "comes twice" : "come twice";
  if (times === "always") return `All firings of ${of} ${what}.`;
  return times === 1 ? `The next firing of ${of} ${what}.` : `The next ${times} firings of ${of} ${what}.`;
}

/** Of a fleet that is slow, one line and not two hundred. */
function paceItem(pace: "slow" | "stuck", paces: FaultsState["paces"]): readonly ArmedItem[] {
  const keys = paces.filter((one) => one.pace === pace).map(({ clusterKey }) => clusterKey);
  if (keys.length === 0) return [];
  const says = `Changes of ${clustersSaid(keys)} ${pace === "slow" ? "are slow" : "never end"}.`;
  const disarm = keys.map((cluster): Disarming => {
    return { method: "PUT", path: "/faults/pace", body: { cluster, pace: "usual" } };
  });
  return [{ key: `pace ${pace}`, says, hits: null, isOver: false, disarm }];
}

const NAMED = 3;

function clustersSaid(keys: readonly string[]): string {
  const names = keys.map((key) => key.slice(key.indexOf("/") + 1));
  const more = names.length - NAMED;
  if (more > 1) return `${names.slice(0, NAMED).join(", ")} and ${more} more clusters`;
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function randomItem({ seed, rate }: { readonly seed: number; readonly rate: number }): ArmedItem {
  const says = `${Math.round(rate * 1_000) / 10} % of all requests meet a fault, by the seed ${seed}.`;
  return { key: "random", says, hits: null, isOver: false, disarm: [] };
}
