/** A list of many rows of one height, of which only those in sight are drawn. It scrolls inside itself. */
import type { ComponentChildren, Ref } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Rows, windowOf } from "./window-of";

interface LongListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string | number;
  readonly rowHeight: number;
  readonly draw: (item: Item) => ComponentChildren;
  readonly onScroll: (top: number) => void;
  /** ↓ is 1, ↑ is -1. */
  readonly onMove: (by: 1 | -1) => void;
  readonly listRef: Ref<HTMLElement>;
}

export function LongList<Item>(props: LongListProps<Item>) {
  const { label, items, keyOf, rowHeight, draw, onMove } = props;
  const box = useRef<HTMLElement | null>(null);
  const [rows, look] = useRowsInSight(box, items.length, rowHeight);
  const onScroll = () => {
    keepFocus(box.current, look());
    props.onScroll(box.current?.scrollTop ?? 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    onMove(event.key === "ArrowDown" ? 1 : -1);
  };
  const setBox = (element: HTMLElement | null) => {
    box.current = element;
    if (typeof props.listRef === "function") props.listRef(element);
    else if (props.listRef !== null && props.listRef !== undefined) props.listRef.current = element;
  };
  const below = (items.length - rows.end) * rowHeight;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
    <section class="long-list" aria-label={label} tabIndex={0} ref={setBox} onScroll={onScroll} onKeyDown={onKeyDown}>
      <ol style={{ paddingTop: `${rows.first * rowHeight}px`, paddingBottom: `${below}px` }}>
        {items.slice(rows.first, rows.end).map((item, index) => (
          <li
            key={keyOf(item)}
            style={{ height: `${rowHeight}px` }}
            data-row={rows.first + index}
            aria-setsize={items.length}
            aria-posinset={rows.first + index + 1}
          >
            {draw(item)}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The rows to draw, and a look whether they are others by now. */
function useRowsInSight(box: { readonly current: HTMLElement | null }, count: number, rowHeight: number) {
  const [rows, setRows] = useState<Rows>(() => windowOf(count, rowHeight, { top: 0, height: FIRST_HEIGHT }));
  const look = () => {
    const { scrollTop: top = 0, clientHeight: height = FIRST_HEIGHT } = box.current ?? {};
    const next = windowOf(count, rowHeight, { top, height });
    setRows((last) => (last.first === next.first && last.end === next.end ? last : next));
    return next;
  };
  useLayoutEffect(() => void look(), [count, rowHeight]);
  useEffect(() => {
    const observer = new ResizeObserver(() => void look());
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, [count, rowHeight]);
  return [rows, look] as const;
}

const FIRST_HEIGHT = 1_000;

/** A row that goes out of sight must not take the focus with it to nowhere. */
function keepFocus(box: HTMLElement | null, rows: Rows): void {
  const focused = document.activeElement;
  const row = focused?.closest("[data-row]");
  if (box === null || row === null || row === undefined || !box.contains(row)) return;
  const index = Number(row.getAttribute("data-row"));
  if (index < rows.first || index >= rows.end) box.focus({ preventScroll: true });
}
