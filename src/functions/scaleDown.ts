import { scaleDown } from "../operations/scale-down";
import { runFunction } from "../runtime/run-function";

export const functionEntry = (...args: unknown[]) => runFunction(scaleDown, args);
