/** Of many wishes only the newest is fulfilled: one at a time, with a pause between. */
export interface LatestOnly<Wish> {
  want(wish: Wish): void;
  stop(): void;
}

export function latestOnly<Wish>(
  fulfil: (wish: Wish) => Promise<void>,
  pauseMs: number,
  later: (ms: number, run: () => void) => () => void,
): LatestOnly<Wish> {
  let next: { readonly wish: Wish } | null = null;
  let isBusy = false;
  let cancel: (() => void) | null = null;

  async function go(): Promise<void> {
    if (isBusy || cancel !== null || next === null) return;
    const { wish } = next;
    next = null;
    isBusy = true;
    await fulfil(wish).catch(() => undefined);
    isBusy = false;
    cancel = later(pauseMs, () => {
      cancel = null;
      void go();
    });
  }

  return {
    want(wish) {
      next = { wish };
      void go();
    },
    stop() {
      next = null;
      cancel?.();
    },
  };
}
