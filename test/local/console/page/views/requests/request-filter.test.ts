import { describe, expect, it } from "@jest/globals";
import {
  filteredRequests,
  type RequestFilter,
  usualFilter,
} from "../../../../../../src/local/console/page/views/requests/request-filter";
import { shortPath } from "../../../../../../src/local/console/page/views/requests/short-path";
import { aRequest } from "../../a-history";

const requests = [
  aRequest(1, {}),
  aRequest(2, { method: "PATCH", path: "/api/atlas/v2/groups/x/clusters/Shop" }),
  aRequest(3, { status: 409, errorCode: "OUT_OF_CAPACITY", fault: "status" }),
  aRequest(4, { status: 0, fault: "reset" }),
  aRequest(5, { isLook: true }),
];

describe("filteredRequests", () => {
  it.each<[string, Partial<RequestFilter>, number[]]>([
    ["the newest first, without looks", {}, [4, 3, 2, 1]],
    ["looks too", { hasLooks: true }, [5, 4, 3, 2, 1]],
    ["writes", { isWritesOnly: true }, [2]],
    ["errors, no answer being one", { isErrorsOnly: true }, [4, 3]],
    ["what has every word, in any case", { text: "  shop  PATCH " }, [2]],
    ["words of codes", { text: "capacity" }, [3]],
    ["nothing where a word is missing", { text: "shop GET" }, []],
  ])("lists %s", (_, filter, ids) => {
    expect(filteredRequests(requests, { ...usualFilter, ...filter }).map(({ id }) => id)).toEqual(ids);
  });
});

describe("shortPath", () => {
  it.each([
    ["/api/atlas/v2/groups/5e1ec444970199272441a214/clusters", "/groups/5e1e…a214/clusters"],
    ["/api/atlas/v2", "/api/atlas/v2"],
    ["/api/oauth/token", "/api/oauth/token"],
  ])("%s is %s", (path, short) => {
    expect(shortPath(path)).toBe(short);
  });
});
