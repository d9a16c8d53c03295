/** The frame of the page: clock and faults above, navigation, and the chosen view. */
import { useEffect, useState } from "preact/hooks";
import { useConnection } from "../state/feed";
import { ArmedFaults } from "./armed-faults";
import { ClockBar } from "./clock-bar";
import { viewAt, views } from "./views";

export function Console() {
  const chosen = viewAt(useHash());
  const connection = useConnection();
  return (
    <>
      <a class="skip" href="#main">
        Skip to the view
      </a>
      <header class="top">
        <h1>Local Atlas</h1>
        <ClockBar />
        <ArmedFaults />
      </header>
      <nav class="views" aria-label="Views">
        {views.map(({ name, title }) => (
          <a key={name} href={`#${name}`} aria-current={name === chosen.name ? "page" : undefined}>
            {title}
          </a>
        ))}
      </nav>
      {connection === "lost" && (
        <p class="lost" role="status">
          Local Atlas does not answer. The page connects again by itself; what it shows is what it knew last.
        </p>
      )}
      <main id="main" tabIndex={-1}>
        <chosen.View />
      </main>
    </>
  );
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const look = () => setHash(location.hash);
    addEventListener("hashchange", look);
    return () => removeEventListener("hashchange", look);
  }, []);
  return hash;
}
