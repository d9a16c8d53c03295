import { reconcile } from "../operations/reconcile";
import { runFunction } from "../runtime/run-function";

export const functionEntry = (...args: unknown[]) => runFunction(reconcile, args);
