import { scaleUp } from "../operations/scale-up";
import { runFunction } from "../runtime/run-function";

export const functionEntry = (...args: unknown[]) => runFunction(scaleUp, args);
