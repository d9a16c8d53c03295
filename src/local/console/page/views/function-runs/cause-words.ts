import type { RunState } from "../../../protocol";

/** Why a run was, in few words. */
export function causeWords({ cause, trigger }: Pick<RunState, "cause" | "trigger">): string {
  switch (cause) {
    case "trigger":
      return `trigger ${trigger ?? ""}`.trim();
    case "console":
      return "run by hand";
    case "look":
      return "this page looked";
  }
}
