import { scaleUp } from "../operations/scale-up";
import { runFunction } from "../runtime/run-function";

export const run = (...args: unknown[]) => runFunction(scaleUp, args);
