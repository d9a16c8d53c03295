import { describe, expect, it } from "@jest/globals";
import {
  axisOf,
  firstAxis,
  followed,
  panned,
  standing,
  withInSight,
  zoomed,
  zoomedTo,
} from "../../../../../../../src/local/console/page/views/clusters/axis/view-axis";
import { DAY, HOUR, NOW } from "../../../a-world";

const aView = (changes = {}) => ({ spanMs: 10 * DAY, from: NOW - 5 * DAY, isFollowing: false, ...changes });

describe("the axis of the view", () => {
  it("follows now at first, with more past than future in sight", () => {
    const { from, until, now } = axisOf(firstAxis, NOW, 700);
    expect(until - from).toBe(7 * DAY);
    expect((NOW - from) / (7 * DAY)).toBeCloseTo(0.6, 2);
    expect(now).toBeLessThanOrEqual(NOW);
  });

  it("is the same while now moves by less than a pixel", () => {
    const at = axisOf(firstAxis, NOW, 700);
    const pixelMs = (7 * DAY) / 700;
    const later = [0.2, 0.4].map((share) => axisOf(firstAxis, at.from + 0.6 * 7 * DAY + share * pixelMs, 700).from);
    expect(new Set(later)).toEqual(new Set([at.from]));
  });

  it("is some axis also before the page is laid out", () => {
    expect(axisOf(firstAxis, NOW, 0).until - axisOf(firstAxis, NOW, 0).from).toBe(7 * DAY);
  });
});

describe("zooming", () => {
  it("keeps the instant under the pointer in its place", () => {
    const around = NOW - 2 * DAY;
    const { from, spanMs } = zoomed(aView(), 2, around);
    expect(spanMs).toBe(5 * DAY);
    expect((around - from) / spanMs).toBeCloseTo(0.3);
  });

  it.each([
    [1e9, HOUR],
    [1e-9, 732 * DAY],
  ])("by %d ends where nothing more could be seen", (factor, spanMs) => {
    expect(zoomed(aView(), factor, NOW).spanMs).toBe(spanMs);
  });

  it("to a span keeps now in its place, or else the middle", () => {
    expect(zoomedTo(aView(), DAY, NOW)).toEqual(aView({ spanMs: DAY, from: NOW - DAY / 2 }));
    const elsewhere = aView({ from: NOW + 90 * DAY });
    expect(zoomedTo(elsewhere, 20 * DAY, NOW).from).toBe(NOW + 85 * DAY);
  });

  it("goes on following", () => {
    expect(zoomedTo(firstAxis, DAY, NOW)).toMatchObject({ spanMs: DAY, isFollowing: true });
  });
});

describe("panning", () => {
  it("ends following, from where the view stands", () => {
    const there = panned(standing(firstAxis, NOW), -DAY);
    expect(there).toMatchObject({ isFollowing: false, from: NOW - 0.6 * 7 * DAY - DAY });
    expect(followed(there).isFollowing).toBe(true);
  });

  it("brings an instant into sight, and moves nothing where it is", () => {
    expect(withInSight(aView(), NOW)).toEqual(aView());
    const [before, after] = [withInSight(aView(), NOW - 20 * DAY), withInSight(aView(), NOW + 20 * DAY)];
    expect(before.from).toBe(NOW - 20.5 * DAY);
    expect(after.from + after.spanMs).toBe(NOW + 20.5 * DAY);
  });
});
