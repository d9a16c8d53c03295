/** What the form of a rule holds, and the rule it means. Pure. */

export const KINDS = ["status", "reset", "never-answered", "latency", "truncate", "expire-tokens"] as const;
export type Kind = (typeof KINDS)[number];

/** As typed: every field is text. */
export interface RuleForm {
  readonly kind: Kind;
  readonly method: string;
  readonly path: string;
  /** The name of one; empty: any. */
  readonly cluster: string;
  readonly status: string;
  readonly code: string;
  readonly retryAfter: string;
  readonly when: "before" | "after";
  readonly latency: string;
  readonly probability: string;
  /** Empty: always. */
  readonly times: string;
}

export const emptyForm: RuleForm = {
  kind: "status",
  method: "",
  path: "/api/*",
  cluster: "",
  status: "500",
  code: "",
  retryAfter: "",
  when: "before",
  latency: "30",
  probability: "100",
  times: "1",
};

export type RuleReading = { readonly rule: object } | { readonly problem: string };

export function ruleOf(form: RuleForm): RuleReading {
  const percent = Number(form.probability);
  if (!(percent > 0 && percent <= 100)) return { problem: "The probability is a number above 0, 100 at most." };
  if (form.times.trim() !== "" && !isWhole(form.times, 1, 1_000_000)) {
    return { problem: "How often is a whole number; leave it empty for always." };
  }
  const reading = faultOf(form);
  if ("problem" in reading) return reading;
  return {
    rule: {
      ...(form.method === "" ? {} : { method: form.method }),
      ...(form.path.trim() === "" ? {} : { path: form.path.trim() }),
      ...(form.cluster === "" ? {} : { cluster: form.cluster }),
      ...(percent === 100 ? {} : { probability: percent / 100 }),
      times: form.times.trim() === "" ? "always" : Number(form.times),
      fault: reading.fault,
    },
  };
}

function faultOf(form: RuleForm): { readonly fault: object } | { readonly problem: string } {
  switch (form.kind) {
    case "status":
      return statusOf(form);
    case "latency": {
      const seconds = Number(form.latency);
      if (!(form.latency.trim() !== "" && seconds >= 0 && seconds <= 3_600)) {
        return { problem: "The delay is a number of seconds, 3,600 at most." };
      }
      return { fault: { kind: "latency", ms: Math.round(seconds * 1_000) } };
    }
    case "reset":
      return { fault: { kind: "reset", when: form.when } };
    case "never-answered":
    case "truncate":
    case "expire-tokens":
      return { fault: { kind: form.kind } };
  }
}

function statusOf({ status, code, retryAfter, when }: RuleForm) {
  if (!isWhole(status, 200, 599)) return { problem: "The status is a whole number from 200 to 599." };
  if (retryAfter.trim() !== "" && !isWhole(retryAfter, 0, 1_000_000)) {
    return { problem: "Retry-After is a whole number of seconds; leave it empty for none." };
  }
  return {
    fault: {
      kind: "status",
      status: Number(status),
      ...(code.trim() === "" ? {} : { code: code.trim() }),
      ...(retryAfter.trim() === "" ? {} : { retryAfterSeconds: Number(retryAfter) }),
      when,
    },
  };
}

function isWhole(text: string, least: number, most: number): boolean {
  return /^\d+$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;
}
