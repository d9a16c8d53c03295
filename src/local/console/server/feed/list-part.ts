import type { Frame } from "../../protocol";
import type { Recent } from "../books/recent";
import type { FeedPart } from "./part";

/** So many in the first frame, which a page waits for. */
const IN_FIRST = 200;
/** So many in any other, so that no burst makes one that is too long. */
const IN_LATER = 500;

/** What is added to a list, the newest of it. */
export function listPart<Item, Told>(
  name: "runs" | "requests",
  recent: Recent<Item>,
  tell: (item: Item) => Told,
): FeedPart {
  let told = recent.total;
  return {
    changes() {
      const items = recent.after(told, IN_LATER);
      told = recent.total;
      return items.length === 0 ? undefined : ({ [name]: items.map(tell) } as Frame);
    },
    whole() {
      const ahead = recent.total - told;
      const items = recent.after(told - IN_FIRST, IN_FIRST + ahead);
      return { [name]: items.slice(0, Math.max(0, items.length - ahead)).map(tell) } as Frame;
    },
  };
}
