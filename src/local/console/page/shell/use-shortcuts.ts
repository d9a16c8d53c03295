/** Single keys that work wherever nobody is typing. They can be turned off: speech input and slips press keys too. */
import { useEffect, useState } from "preact/hooks";

export interface Shortcut {
  /** `event.key`, as it is. */
  readonly key: string;
  /** How the key is written in the list. */
  readonly shown: string;
  readonly does: string;
  readonly run: () => void;
}

const OFF = "console.shortcuts-off";

/** Keys that the element in focus has a use for are its own. */
const TYPED_IN = "input, textarea, select, [contenteditable], .cm-editor, dialog";
const PRESSED = "button, a, summary, [role=button]";

export function useShortcuts(shortcuts: readonly Shortcut[]): readonly [boolean, (isOn: boolean) => void] {
  const [isOn, setIsOn] = useState(() => stored() === null);
  useEffect(() => {
    if (!isOn) return;
    const press = (event: KeyboardEvent) => {
      const shortcut = shortcuts.find(({ key }) => key === event.key);
      if (shortcut === undefined || isTaken(event)) return;
      event.preventDefault();
      shortcut.run();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  const choose = (wanted: boolean) => {
    setIsOn(wanted);
    store(wanted ? null : "off");
  };
  return [isOn, choose];
}

function isTaken({ target, key, ctrlKey, altKey, metaKey, defaultPrevented }: KeyboardEvent): boolean {
  if (defaultPrevented || ctrlKey || altKey || metaKey) return true;
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPED_IN) !== null || document.querySelector("dialog[open]") !== null) return true;
  return key === " " && target.closest(PRESSED) !== null;
}

/** A browser that keeps nothing for pages asks again next time. */
function stored(): string | null {
  try {
    return localStorage.getItem(OFF);
  } catch {
    return null;
  }
}

function store(value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, value);
  } catch {
    // As above.
  }
}
