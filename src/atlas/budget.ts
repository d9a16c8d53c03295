import { BudgetError, type RequestFacts } from "./errors";

export interface BudgetOptions {
  readonly nowMs: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Nothing is sent, and nothing waited for, past this instant. */
  readonly deadlineMs: number;
  /** Asynchronous operations of the platform: exchanges, and waits, each of which is a timer. */
  readonly maxOperations: number;
}

/** The one account of a run's operations and time, on which requests, challenges, tokens and waits are charged alike. */
export interface Budget {
  /** Charges a request. Throws `BudgetError` when there is no room for it; then it must not be sent. */
  charge(operations: number, request: RequestFacts): void;
  /** Waits, which is an operation too. Resolves to false, without having waited, when there is no room for it. */
  wait(ms: number): Promise<boolean>;
  operationsLeft(): number;
}

export function createBudget({ nowMs, sleep, deadlineMs, maxOperations }: BudgetOptions): Budget {
  let left = maxOperations;
  return {
    charge(operations, request) {
      if (left < operations || nowMs() >= deadlineMs) throw new BudgetError(request);
      left -= operations;
    },
    async wait(ms) {
      if (left < 1 || nowMs() + ms >= deadlineMs) return false;
      left -= 1;
      await sleep(ms);
      return true;
    },
    operationsLeft: () => left,
  };
}
