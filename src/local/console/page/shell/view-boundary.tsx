/** A view that fails is no reason for the others to be gone: what failed is said in its place. */
import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { visibleText } from "../../lanes/visible-text";
import { Button } from "../parts/button";

export function ViewBoundary({ children }: { readonly children: ComponentChildren }) {
  const [error, tryAgain] = useErrorBoundary() as readonly [unknown, () => void];
  if (error === undefined || error === null) return <>{children}</>;
  return (
    <section role="alert">
      <h2>This view failed</h2>
      <p class="bad">{visibleText(error instanceof Error ? error.message : String(error))}</p>
      <p>This is a mistake in the console, not in what local Atlas does; the other views go on.</p>
      <Button onClick={tryAgain}>Try again</Button>
    </section>
  );
}
