import { useEffect, useState } from "preact/hooks";

interface CopyButtonProps {
  readonly text: string;
  /** "Copy as curl" */
  readonly children: string;
}

export function CopyButton({ text, children }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "refused" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);
  const copy = () => {
    write(text).then(
      () => setOutcome("copied"),
      () => setOutcome("refused"),
    );
  };
  return (
    <span class="copy">
      <button type="button" class="button button-quiet" onClick={copy}>
        {children}
      </button>
      <span role="status" class={outcome === "refused" ? "bad" : "quiet"}>
        {outcome === "copied" ? "Copied" : outcome === "refused" ? "The browser does not let this page copy" : ""}
      </span>
    </span>
  );
}

const SHOWN_MS = 3_000;

/** Browsers give a page the clipboard on localhost and https only; by another address the call is not even there. */
async function write(text: string): Promise<void> {
  await (navigator.clipboard as Clipboard | undefined)?.writeText(text);
  if (navigator.clipboard === undefined) throw new Error("no clipboard");
}
