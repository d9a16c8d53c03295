import { status } from "../operations/status";
import { runFunction } from "../runtime/run-function";

export const functionEntry = (...args: unknown[]) => runFunction(status, args);
