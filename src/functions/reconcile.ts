import { reconcile } from "../operations/reconcile";
import { runFunction } from "../runtime/run-function";

export const run = (...args: unknown[]) => runFunction(reconcile, args);
