/** A fault rule in one sentence, for people. */
import type { FaultRule } from "../../../admin-api/faults/faults";

/** "The next PATCH of cluster shop gets a 409 OUT_OF_CAPACITY, before it has had its effect." */
export function sayRule(rule: FaultRule): string {
  return `${whichRequests(rule)} ${whatHappens(rule)}.`;
}

function whichRequests(rule: FaultRule): string {
  const { method, path, cluster, skip = 0, times = 1, probability } = rule;
  const kind = `${method ?? ""} request${times === 1 && probability === undefined ? "" : "s"}`.trim();
  const about = [
    ...(cluster === undefined ? [] : [`about cluster ${cluster}`]),
    ...(path === undefined ? [] : [`to ${path}`]),
    ...(rule.leg === "challenge" ? ["without credentials"] : []),
  ];
  const after = skip === 0 ? [] : [`after ${skip === 1 ? "one" : skip} that pass${skip === 1 ? "es" : ""}`];
  return [howMany(times, probability), kind, ...about, ...after].join(" ");
}

function howMany(times: number | "always", probability: number | undefined): string {
  if (probability !== undefined) {
    const share = `${Math.round(probability * 1000) / 10} % of the`;
    return times === "always" ? share : `${share} next, ${times === 1 ? "one" : times} at most,`;
  }
  if (times === "always") return "All";
  return times === 1 ? "The next" : `The next ${times}`;
}

function whatHappens({ fault, times = 1, probability }: FaultRule): string {
  const their = times === 1 && probability === undefined ? "its" : "their";
  switch (fault.kind) {
    case "latency":
      return `will be answered ${fault.ms / 1000} s late`;
    case "status": {
      const code = fault.code === undefined ? "" : ` ${fault.code}`;
      const retry = fault.retryAfterSeconds === undefined ? "" : ` with Retry-After ${fault.retryAfterSeconds} s`;
      return `will get ${fault.status}${code}${retry}${when(fault.when)}`;
    }
    case "reset":
      return `will meet a connection that is reset${when(fault.when)}`;
    case "never-answered":
      return `will ${fault.when === "after" ? `have ${their} effect and ` : ""}never be answered`;
    case "truncate":
      return `will have ${their} effect and get half an answer`;
    case "expire-tokens":
      return "will find every access token expired";
  }
}

const when = (moment: "before" | "after" | undefined) =>
  moment === "after" ? " after having had the effect" : " and have no effect";
