/** 24 hex digits that look like ObjectIds: seconds of the emulator's clock, then a fixed machine part, then a counter. */
import { SECOND_MS } from "../clock/units";

export function createObjectIds(now: () => number): () => string {
  let count = 0;
  return () => {
    count += 1;
    const seconds = Math.floor(now() / SECOND_MS) & 0xffffffff;
    return `${(seconds >>> 0).toString(16).padStart(8, "0")}10ca1a71a5${count.toString(16).padStart(6, "0")}`;
  };
}

export const isObjectId = (text: string) => /^[0-9a-f]{24}$/.test(text);
