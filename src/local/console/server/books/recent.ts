/** The newest of what is added, and how much was added in all, so that a reader can ask for what is new to it. */
export class Recent<Item> {
  readonly #kept: number;
  readonly #items: Item[] = [];
  #total = 0;

  constructor(kept: number) {
    this.#kept = kept;
  }

  /** How many were ever added. */
  get total(): number {
    return this.#total;
  }

  /** Oldest first; at most a quarter more than should be kept, so that not every one that is added moves all. */
  get items(): readonly Item[] {
    return this.#items;
  }

  add(item: Item): void {
    this.#items.push(item);
    this.#total += 1;
    if (this.#items.length > this.#kept * 1.25) this.#items.splice(0, this.#items.length - this.#kept);
  }

  /** What was added since `total` stood at this, at most so many of the newest. */
  after(total: number, most: number): readonly Item[] {
    const count = Math.min(this.#total - total, most, this.#items.length);
    return count <= 0 ? [] : this.#items.slice(-count);
  }
}
