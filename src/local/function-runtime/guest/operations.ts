/** What a call waits for: timers and requests, each with a number that the host answers by. */
import type { Host } from "./host";

interface Operation {
  settle(outcome: unknown): void;
  fail(message: string): void;
}

export interface Operations {
  /** Counts against the limit of the call; throws when it is reached. */
  begin(operation: Operation): number;
  end(id: number): Operation | undefined;
  clear(): void;
}

export function createOperations(host: Host): Operations {
  const byId = new Map<number, Operation>();
  let begun = 0;
  return {
    begin(operation) {
      const refusal = host.refuseOperation();
      if (refusal !== undefined) throw new Error(refusal);
      begun += 1;
      byId.set(begun, operation);
      return begun;
    },
    end(id) {
      const operation = byId.get(id);
      byId.delete(id);
      return operation;
    },
    clear: () => byId.clear(),
  };
}

export function createTimers(host: Host, operations: Operations) {
  return {
    setTimeout(callback: unknown, delayMs?: unknown, ...args: unknown[]): number {
      if (typeof callback !== "function") throw new TypeError("setTimeout takes a function");
      const id = operations.begin({ settle: () => callback(...args), fail: () => {} });
      host.startTimer(id, Math.max(0, Number(delayMs) || 0));
      return id;
    },
    clearTimeout(id?: unknown): void {
      if (typeof id === "number" && operations.end(id)) host.cancelTimer(id);
    },
  };
}
