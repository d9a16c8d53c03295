import { preview } from "../operations/preview";
import { runFunction } from "../runtime/run-function";

export const run = (...args: unknown[]) => runFunction(preview, args);
