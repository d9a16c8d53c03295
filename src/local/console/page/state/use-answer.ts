/** What local Atlas answers to a GET of the console, asked again whenever the path is another. */
import { useEffect, useState } from "preact/hooks";
import { ask } from "./ask";

export type Answered<Answer> =
  | { readonly is: "asking" }
  | { readonly is: "here"; readonly answer: Answer }
  | { readonly is: "refused"; readonly problem: string };

export function useAnswer<Answer>(path: string): Answered<Answer> {
  const [known, setKnown] = useState<{ readonly of: string; readonly answered: Answered<Answer> } | null>(null);
  useEffect(() => {
    let isStale = false;
    const come = (answered: Answered<Answer>) => {
      if (!isStale) setKnown({ of: path, answered });
    };
    ask<Answer>("GET", path).then(
      (answer) => come({ is: "here", answer }),
      (error: Error) => come({ is: "refused", problem: error.message }),
    );
    return () => {
      isStale = true;
    };
  }, [path]);
  return known?.of === path ? known.answered : { is: "asking" };
}
