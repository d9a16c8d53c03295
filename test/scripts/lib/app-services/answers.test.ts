import { describe, expect, it } from "@jest/globals";
import { entriesIn, entryIn } from "../../../../scripts/lib/app-services/answers";
import { listApps } from "../../../../scripts/lib/app-services/apps";
import { readLiveApp, readSecrets } from "../../../../scripts/lib/app-services/live-app";
import type { ServiceSession } from "../../../../scripts/lib/app-services/session";

const unlike = [undefined, {}, { error: "no" }, "", 5, [null], [5], [[]], [{}], [{ _id: 5 }]];

describe("an answer that App Services does not give", () => {
  it.each(unlike.map((content) => [JSON.stringify(content), content]))("is no list: %s", (_shown, content) => {
    expect(() => entriesIn(content, "GET /x", ["_id"])).toThrow(
      /^GET \/x was not answered as App Services does, with a list of objects with _id\. /,
    );
  });

  it.each(
    [undefined, null, [], [{ _id: "1" }], "", 5, {}, { _id: 5 }].map((content) => [JSON.stringify(content), content]),
  )("is no object: %s", (_shown, content) => {
    expect(() => entryIn(content, "GET /x", ["_id"])).toThrow(/with an object with _id\. Try again/);
  });

  it("is not null, which stands for an empty list", () => {
    expect(entriesIn(null, "GET /x", ["_id"])).toEqual([]);
    expect(() => entryIn(null, "GET /x", ["_id"])).toThrow("GET /x was not answered");
  });

  const app = { id: "1", clientAppId: "a-b", name: "a", projectId: "p", environment: "no-environment" };
  /** Answers all paths but one, which ends like this, as an app would that holds one of each. */
  const answering = (end: string, content: unknown): ServiceSession => ({
    send: async (_method, path) => {
      if (path.endsWith(end)) return content;
      const isList = /\/(?:apps|functions|triggers|values|secrets)$/.test(path.split("?")[0] ?? "");
      const one = { _id: "1", client_app_id: "a-b", name: "a", source: "exports = 1" };
      return isList ? [one] : one;
    },
    download: async () => Buffer.from(""),
    newAccessToken: async () => "t",
  });

  it("is not taken for a project without apps", async () => {
    await expect(listApps(answering("no such", null), "p")).resolves.toEqual([app]);
    for (const content of unlike)
      await expect(listApps(answering("/apps", content), "p")).rejects.toThrow("/apps was not");
  });

  it.each(["/functions", "/functions/1", "/triggers", "/values", "/values/1"])(
    "is not taken for an app that holds nothing: %s",
    async (end) => {
      await expect(readLiveApp(answering("no such", null), app)).resolves.toMatchObject({ functions: [{ name: "a" }] });
      const isOne = end.endsWith("/1");
      for (const content of isOne ? [...unlike, null, { name: 5 }] : unlike)
        await expect(readLiveApp(answering(end, content), app)).rejects.toThrow(`${end} was not answered as`);
      await expect(readSecrets(answering("/secrets", {}), app)).rejects.toThrow("/secrets was not answered as");
    },
  );
});
