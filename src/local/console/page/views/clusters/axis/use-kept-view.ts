import { useState } from "preact/hooks";
import { firstAxis, type ViewAxis } from "./view-axis";

export interface KeptView {
  readonly view: ViewAxis;
  readonly change: (make: (view: ViewAxis) => ViewAxis) => void;
}

let kept: ViewAxis = firstAxis;

/** Which time is shown. It is kept while other views are looked at. */
export function useKeptView(): KeptView {
  const [view, setView] = useState(kept);
  const change = (make: (view: ViewAxis) => ViewAxis) => {
    kept = make(kept);
    setView(kept);
  };
  return { view, change };
}
