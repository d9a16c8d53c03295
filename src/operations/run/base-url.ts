/** ATLAS_BASE_URL is where credentials are sent: who may edit a Value must not be able to send them anywhere else. */

export const defaultBaseUrl = "https://cloud.mongodb.com/api/atlas/v2";

/** Where Atlas and Atlas for Government serve the Admin API (Atlas docs: Atlas for Government). */
const hostsOfAtlas = ["cloud.mongodb.com", "cloud.mongodbgov.com"];

/** This machine, on which local Atlas runs. */
const loopback = ["127.0.0.1", "localhost", "[::1]"];

/** Scheme, host, port and path. There is no user, query or fragment, and no segment of the path that leads upwards. */
const address = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:]+\])(?::(\d{1,5}))?((?:\/(?!\.{1,2}(?:\/|$))[\w.~-]+)*)\/*$/i;

export type BaseUrl = { readonly url: string } | { readonly problem: string };

/**
 * The address without slashes at its end; `named` are the hosts that the committed Value names. What is wrong is told
 * without the address, for it may be anything that was pasted there.
 */
export function readBaseUrl(text: string, named: readonly string[]): BaseUrl {
  const [, scheme = "", host = "", port = "", path = ""] = address.exec(text) ?? [];
  const isHttps = scheme.toLowerCase() === "https";
  const place = host.toLowerCase() + (port === "" || (isHttps && port === "443") ? "" : `:${port}`);
  const url = `${scheme.toLowerCase()}://${place}${path}`;
  if (host !== "" && loopback.includes(host.toLowerCase())) return { url };
  if (!isHttps) {
    return { problem: `must be an https address such as ${defaultBaseUrl}, without a user, a query or a fragment` };
  }
  if (hostsOfAtlas.includes(place) || named.includes(place)) return { url };
  return {
    problem: `credentials are sent to this address, and it is not one of Atlas: set it to ${defaultBaseUrl}, or name its host in app/values/ATLAS_BASE_URL.json or a file of app/environments, build and deploy`,
  };
}
