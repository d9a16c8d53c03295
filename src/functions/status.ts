import { reportStatus } from "../operations/status";
import { runFunction } from "../runtime/run-function";

export const functionEntry = (...args: unknown[]) => runFunction(reportStatus, args);
