/** Pointers over a lane: they read it, drag it, and zoom it by a pinch or the wheel with Ctrl. */
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { instantAt } from "../../../../lanes/scale";
import { GUTTER } from "../../../charts/lane/lane-picture";
import type { AxisControl } from "../axis/use-view-axis";

interface Gestures {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: (event: PointerEvent) => void;
  readonly onPointerLeave: (event: PointerEvent) => void;
}

/** So far a pointer may tremble before it drags. */
const TREMBLE_PX = 4;

export function usePlotGestures(
  element: RefObject<HTMLElement | null>,
  width: number,
  control: AxisControl,
  onRead: (at: number | null) => void,
): Gestures {
  const pointers = useRef(new Map<number, number>());
  const dragged = useRef(0);
  const { axis } = control;
  const xIn = (clientX: number) => clientX - (element.current?.getBoundingClientRect().left ?? 0) - GUTTER;
  const atX = (x: number) => instantAt(Math.min(Math.max(x, 0), width), axis, width);
  const msOf = (px: number) => (px / Math.max(width, 1)) * (axis.until - axis.from);

  const onWheel = (event: WheelEvent) => {
    const isZoom = event.ctrlKey;
    const sideways = event.shiftKey ? event.deltaY : event.deltaX;
    if (!isZoom && (sideways === 0 || Math.abs(sideways) < Math.abs(event.deltaY) * Number(!event.shiftKey))) return;
    event.preventDefault();
    if (isZoom) control.zoomBy(2 ** (-event.deltaY / 200), atX(xIn(event.clientX)));
    else control.panBy(msOf(sideways));
  };
  const wheel = useRef(onWheel);
  wheel.current = onWheel;
  useEffect(() => {
    const { current } = element;
    // One that may prevent the page's own zoom has to say so when it is added.
    const turn = (event: WheelEvent) => wheel.current(event);
    current?.addEventListener("wheel", turn, { passive: false });
    return () => current?.removeEventListener("wheel", turn);
  }, [element]);

  return {
    onPointerDown(event) {
      pointers.current.set(event.pointerId, event.clientX);
      // A fast pointer is over another lane before it has moved over this one.
      element.current?.setPointerCapture(event.pointerId);
      dragged.current = 0;
      if (pointers.current.size === 1) onRead(atX(xIn(event.clientX)));
    },
    onPointerMove(event) {
      const before = pointers.current.get(event.pointerId);
      if (before === undefined || event.buttons === 0) {
        pointers.current.delete(event.pointerId);
        if (event.pointerType === "mouse") onRead(atX(xIn(event.clientX)));
        return;
      }
      dragged.current += Math.abs(event.clientX - before);
      if (dragged.current < TREMBLE_PX) return;
      pinchOrDrag(event, before);
      pointers.current.set(event.pointerId, event.clientX);
    },
    onPointerUp: (event) => void pointers.current.delete(event.pointerId),
    // A finger that was lifted leaves what it read.
    onPointerLeave: (event) => void (event.pointerType === "mouse" && onRead(null)),
  };

  function pinchOrDrag(event: PointerEvent, before: number): void {
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    if (other === undefined) {
      control.panBy(-msOf(event.clientX - before));
      return;
    }
    const [apart, wasApart] = [Math.abs(event.clientX - other), Math.abs(before - other)];
    if (apart > 10 && wasApart > 10) control.zoomBy(apart / wasApart, atX(xIn((event.clientX + other) / 2)));
  }
}
