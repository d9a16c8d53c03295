import { scaleDown } from "../operations/scale-down";
import { runFunction } from "../runtime/run-function";

export const run = (...args: unknown[]) => runFunction(scaleDown, args);
