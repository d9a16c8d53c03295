import { preview } from "../operations/preview";
import { runFunction } from "../runtime/run-function";

export const functionEntry = (...args: unknown[]) => runFunction(preview, args);
