import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { type RowWindow, rowWindow } from "./row-window";

/** So many pixels beyond the screen are drawn, so that scrolling meets no gaps. */
const MARGIN = 300;

/** Which rows of a list in the page to draw now; looked at again on every scroll. */
export function useRowsInSight(list: RefObject<HTMLElement | null>, heights: readonly number[]): RowWindow {
  const [seen, setSeen] = useState({ top: 0, bottom: 900 });
  useLayoutEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const { top = 0 } = list.current?.getBoundingClientRect() ?? {};
      setSeen((before) => {
        const now = { top: -top, bottom: innerHeight - top };
        // A few pixels make no other row appear that the margin does not hold already.
        const isNear = Math.abs(now.top - before.top) < MARGIN / 4 && Math.abs(now.bottom - before.bottom) < MARGIN / 4;
        return isNear ? before : now;
      });
    };
    const ask = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    addEventListener("scroll", ask, { passive: true });
    addEventListener("resize", ask);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener("scroll", ask);
      removeEventListener("resize", ask);
    };
  }, [list, heights.length]);
  return rowWindow(heights, seen.top, seen.bottom, MARGIN);
}
