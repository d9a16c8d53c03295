import { useState } from "preact/hooks";

export interface Hint {
  readonly isOpen: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** A hint that was closed stays closed, in browsers that keep anything for the page. */
export function useHint(name: string): Hint {
  const [isOpen, setIsOpen] = useState(() => !isClosed(name));
  const set = (isOpen: boolean) => {
    setIsOpen(isOpen);
    keep(name, !isOpen);
  };
  return { isOpen, open: () => set(true), close: () => set(false) };
}

const nameOf = (hint: string) => `console.closed.${hint}`;

function isClosed(hint: string): boolean {
  try {
    return localStorage.getItem(nameOf(hint)) !== null;
  } catch {
    return false;
  }
}

function keep(hint: string, isClosed: boolean): void {
  try {
    if (isClosed) localStorage.setItem(nameOf(hint), "closed");
    else localStorage.removeItem(nameOf(hint));
  } catch {
    // It is forgotten with the page.
  }
}
