/** The frame of the page: clock and faults above, navigation, and the chosen view. */
import { useLayoutEffect } from "preact/hooks";
import { useAddress } from "../state/address";
import { useConnection } from "../state/feed";
import { ArmedFaults } from "./armed-faults";
import { ClockBar } from "./clock-bar";
import { Shortcuts } from "./shortcuts";
import { useClock } from "./use-clock";
import { ViewBoundary } from "./view-boundary";
import { viewAt, views } from "./views";

export function Console() {
  const [name = ""] = useAddress();
  const chosen = viewAt(name);
  const clock = useClock();
  useLayoutEffect(() => {
    document.title = `${chosen.title} · Local Atlas`;
  }, [chosen]);
  return (
    <>
      <button type="button" class="skip" onClick={toMain}>
        Skip to the view
      </button>
      <header class="top">
        <h1>Local Atlas</h1>
        <ClockBar clock={clock} />
        <div class="top-end">
          <ArmedFaults />
          <Shortcuts clock={clock} />
        </div>
      </header>
      <nav class="views" aria-label="Views">
        {views.map(({ name, title }) => (
          <a key={name} href={`#${name}`} aria-current={name === chosen.name ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      <Lost />
      <main id="main" tabIndex={-1} aria-label={chosen.title}>
        <ViewBoundary key={chosen.name}>
          <chosen.View />
        </ViewBoundary>
      </main>
    </>
  );
}

/** No link: the address says which view is shown. */
function toMain(): void {
  document.getElementById("main")?.focus();
}

function Lost() {
  const isLost = useConnection() === "lost";
  return (
    <div role="status">
      {isLost && (
        <p class="lost">
          Local Atlas does not answer. The page connects again by itself; what it shows is what it knew last.
        </p>
      )}
    </div>
  );
}
