/** The arguments that somebody tried last, by function. A browser that keeps nothing is no reason to fail. */
import { HELLO } from "./call-command";

const keyOf = (functionName: string) => `arguments of ${functionName}`;

export function rememberedArguments(functionName: string): string {
  try {
    return localStorage.getItem(keyOf(functionName)) ?? HELLO;
  } catch {
    return HELLO;
  }
}

export function rememberArguments(functionName: string, text: string): void {
  try {
    localStorage.setItem(keyOf(functionName), text);
  } catch {
    // Full, or not allowed here.
  }
}
