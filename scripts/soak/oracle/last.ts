/** The last item that passes, which is the newest one of items in the order of time. */
export function lastWhere<Item>(items: readonly Item[], passes: (item: Item) => boolean): Item | undefined {
  for (let index = items.length - 1; index >= 0; index -= 1) {
    const item = items[index];
    if (item !== undefined && passes(item)) return item;
  }
  return undefined;
}
