import { describe, expect, it } from "@jest/globals";
import { proveTriggers } from "../../../scripts/build/prove-triggers";
import { aDocument, at, parsed } from "../../schedule/documents";

const NOW = at("2026-11-23T10:00Z");
const documents = [parsed(aDocument())];
const opens = { name: "opens", schedule: "0 12 1 * *" };
const closes = { name: "closes", schedule: "0 2 3 * *" };
const heartbeat = { name: "heartbeat", schedule: "7,22,37,52 * * * *" };

describe("proveTriggers", () => {
  it("has nothing against triggers that hit every boundary and never meet", () => {
    expect(() => proveTriggers(documents, [opens, closes, heartbeat], NOW)).not.toThrow();
  });

  it("names a boundary that no trigger hits", () => {
    expect(() => proveTriggers(documents, [opens, heartbeat], NOW)).toThrow(
      "no trigger fires at 2026-12-03T02:00:00.000Z, a boundary of billing",
    );
  });

  it("names two triggers that meet", () => {
    const also = { name: "also", schedule: "0 1,2 * JAN-FEB SUN" };
    expect(() => proveTriggers(documents, [opens, closes, also, heartbeat], NOW)).toThrow(
      "the triggers closes and also would both fire at 2027-01-03T02:00:00.000Z",
    );
  });
});
