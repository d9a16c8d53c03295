import { status } from "../operations/status";
import { runFunction } from "../runtime/run-function";

export const run = (...args: unknown[]) => runFunction(status, args);
