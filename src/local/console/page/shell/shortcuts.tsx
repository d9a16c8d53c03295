import { useState } from "preact/hooks";
import { Button } from "../parts/button";
import { ShortcutsDialog } from "./shortcuts-dialog";
import { STEPS } from "./step-buttons";
import type { ClockControl } from "./use-clock";
import { type Shortcut, useShortcuts } from "./use-shortcuts";
import { views } from "./views";

/** The page's keys, and the button that lists them. */
export function Shortcuts({ clock }: { readonly clock: ClockControl }) {
  const [isOpen, setIsOpen] = useState(false);
  const shortcuts: readonly Shortcut[] = [
    { key: " ", shown: "Space", does: "pause the clock, or let it go on", run: clock.toggle },
    ...STEPS.map(({ key, label, minutes }) => ({
      ...{ key, shown: key, does: label.toLowerCase() },
      run: () => clock.step(minutes),
    })),
    { key: "b", shown: "b", does: "step to the next boundary", run: clock.toBoundary },
    { key: "/", shown: "/", does: "search in the view", run: focusSearch },
    ...views.map(({ name, title }, index) => ({
      ...{ key: String(index + 1), shown: String(index + 1), does: title },
      run: () => goTo(name),
    })),
    { key: "?", shown: "?", does: "this list", run: () => setIsOpen(true) },
  ];
  const [isOn, choose] = useShortcuts(shortcuts);
  return (
    <>
      <Button label="Keys" onClick={() => setIsOpen(true)}>
        ?
      </Button>
      {isOpen && (
        <ShortcutsDialog shortcuts={shortcuts} isOn={isOn} onChoose={choose} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}

function goTo(name: string): void {
  location.hash = `#${name}`;
  document.getElementById("main")?.focus();
}

function focusSearch(): void {
  document.querySelector<HTMLElement>("main input[type=search]")?.focus();
}
