/** A cursor over the lanes of a figure, moved by a pointer or by keys, and what every lane says where it stands. */
import { stretchAt } from "../../../../src/local/console/lanes/reading";
import type { FigureData, LaneData } from "../lanes/lane-data";
import { make } from "./elements";
import { localInstant, utcInstant } from "./instants";

const MINUTE = 60_000;

export function makeReadable(figure: HTMLElement): void {
  const data = JSON.parse(figure.querySelector(".lanes-data")?.textContent ?? "null") as FigureData | null;
  const region = figure.querySelector<HTMLElement>(".lanes-scroll");
  if (data === null || region === null || data.until <= data.from) return;
  const line = make("div", { class: "lanes-cursor", hidden: "" });
  region.append(line);
  const reading = make("div", { class: "lanes-reading", role: "status" });
  reading.append(make("p", { class: "quiet" }, hint(region)));
  region.after(reading);

  let at = data.now !== null && data.now >= data.from && data.now < data.until ? data.now : data.from;
  const moveTo = (instant: number, isByKey: boolean) => {
    at = Math.min(Math.max(instant, data.from), data.until - MINUTE);
    place(line, region, data, at, isByKey);
    // What follows a pointer is not read out.
    reading.setAttribute("aria-live", isByKey ? "polite" : "off");
    reading.replaceChildren(...readingOf(data, at));
  };
  region.addEventListener("pointermove", (event) =>
    moveTo(roundedTo(MINUTE, instantUnder(event, region, data)), false),
  );
  region.addEventListener("keydown", (event) => {
    const next = instantAfter(event, at, data);
    if (next === null) return;
    event.preventDefault();
    moveTo(next, true);
  });
}

function hint(region: HTMLElement): string {
  region.setAttribute("aria-keyshortcuts", "ArrowLeft ArrowRight Home End");
  return "Point at a lane to read it. By keyboard: Tab to the lanes, then the arrow keys; with Shift, from change to change.";
}

interface Box {
  readonly left: number;
  readonly width: number;
}

/** Where the axis begins and how wide it is, in pixels of the region's content. */
function plotOf(region: HTMLElement, { width, gutter }: FigureData): Box {
  const svg = region.querySelector("svg.lane");
  const box = svg?.getBoundingClientRect() ?? region.getBoundingClientRect();
  const scale = box.width / (width + gutter);
  return {
    left: box.left - region.getBoundingClientRect().left + region.scrollLeft + gutter * scale,
    width: width * scale,
  };
}

function instantUnder(event: PointerEvent, region: HTMLElement, data: FigureData): number {
  const { left, width } = plotOf(region, data);
  const x = event.clientX - region.getBoundingClientRect().left + region.scrollLeft - left;
  return data.from + (x / width) * (data.until - data.from);
}

function place(line: HTMLElement, region: HTMLElement, data: FigureData, at: number, isByKey: boolean): void {
  const { left, width } = plotOf(region, data);
  const x = left + ((at - data.from) / (data.until - data.from)) * width;
  line.hidden = false;
  line.style.left = `${x}px`;
  if (isByKey && (x < region.scrollLeft || x > region.scrollLeft + region.clientWidth)) {
    region.scrollLeft = x - region.clientWidth / 2;
  }
}

const steps = [1, 5, 15, 60, 360, 1_440, 10_080].map((minutes) => minutes * MINUTE);

function instantAfter({ key, shiftKey }: KeyboardEvent, at: number, data: FigureData): number | null {
  const step = steps.find((ms) => ms * 300 >= data.until - data.from) ?? MINUTE * 10_080;
  const direction = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  if (key === "Home") return data.from;
  if (key === "End") return data.until - MINUTE;
  if (direction === 0) return null;
  return shiftKey ? changeBeside(at, direction, data) : roundedTo(step, at + direction * step);
}

function roundedTo(step: number, at: number): number {
  return Math.round(at / step) * step;
}

/** The nearest instant in this direction at which a lane changes. */
function changeBeside(at: number, direction: 1 | -1, { lanes, from, until }: FigureData): number {
  const changes = lanes.flatMap(({ planned, actual }) => [...planned, ...actual].map((stretch) => stretch.from));
  const beyond = changes.filter((change) => (change - at) * direction > 0);
  if (direction === 1) return beyond.reduce((nearest, change) => Math.min(nearest, change), until);
  return beyond.reduce((nearest, change) => Math.max(nearest, change), from);
}

function readingOf({ lanes }: FigureData, at: number): Node[] {
  const zones = new Map(lanes.map((lane) => [lane.zone, lane]));
  const there = [...zones.values()].filter(({ zone }) => zone !== "UTC").map((lane) => localInstant(at, lane));
  const list = make("ul");
  for (const lane of lanes) list.append(make("li", {}, sayLane(lane, at)));
  return [make("p", {}, [utcInstant(at), ...there].join(" · ")), list];
}

function sayLane({ label, planned, actual }: LaneData, at: number): string {
  const target = stretchAt(planned, at)?.says;
  const was = stretchAt(actual, at)?.says;
  const parts = [target, was === undefined ? undefined : `it was ${was}`].filter((part) => part !== undefined);
  return `${label}: ${parts.length === 0 ? "nothing is known" : parts.join("; ")}`;
}
