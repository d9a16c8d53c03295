import type { Frame } from "../../protocol";
import type { Recent } from "../books/recent";
import type { FeedPart } from "./part";

/** What is added to a list: of each frame, the newest. */
export function listPart<Item, Told>(
  name: "runs" | "requests",
  recent: Recent<Item>,
  tell: (item: Item) => Told,
  mostInFrame: number,
): FeedPart {
  let told = recent.total;
  return {
    changes() {
      const items = recent.after(told, mostInFrame);
      told = recent.total;
      return items.length === 0 ? undefined : ({ [name]: items.map(tell) } as Frame);
    },
    whole: () => ({ [name]: recent.after(recent.total - mostInFrame, mostInFrame).map(tell) }) as Frame,
  };
}
