/**
 * Runs `work` for every item, in order, at most `atATime` at once; resolves to the results in the order of the items.
 */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  async function workOn(): Promise<void> {
    for (let index = next++; index < items.length; index = next++) {
      results[index] = await work(items[index] as Item);
    }
  }
  const workers: Promise<void>[] = [];
  for (let i = 0; i < Math.min(atATime, items.length); i += 1) workers.push(workOn());
  await Promise.all(workers);
  return results;
}
