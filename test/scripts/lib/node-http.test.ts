import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "@jest/globals";
import { nodeHttp } from "../../../scripts/lib/node-http";

it("says of a request that is never answered how long it was waited for", async () => {
  const server = createServer(() => undefined).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const http = nodeHttp(20);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const sent = http.sendHttp({ method: "GET", url, headers: {} });
  await expect(sent).rejects.toThrow("no answer came within 0.02 s");
  http.close();
  server.closeAllConnections();
  server.close();
});
