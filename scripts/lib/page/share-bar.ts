/** A share of a whole as a bar in the colour of a size. The number stands beside it. */
import { element } from "../../../src/local/console/lanes/drawn/svg-text";
import { type Html, raw } from "./html";

const WIDTH = 128;
const HEIGHT = 12;

export function shareBar(share: number, className: string): Html {
  const width = Math.max(Math.min(share, 1) * (WIDTH - 1), 1);
  const bar = element("rect", { class: `lane-band ${className}`, x: 0.5, y: 0.5, width, height: HEIGHT - 1 });
  return raw(element("svg", { class: "bar", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, bar));
}
