import { UsageError } from "../command";
import type { Environment } from "../environment/environment";

/** The App Services Admin API (App Services docs, "Deploy an App": services.cloud.mongodb.com). */
const serviceOfAtlas = "https://services.cloud.mongodb.com";

/** What belongs to that service. */
const apiOfAtlas = /^https:\/\/cloud\.mongodb\.com(?:\/|$)/;

const loopback = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?=\/|$)/;

/**
 * Where the App Services Admin API is: APP_SERVICES_URL, or the local Atlas that ATLAS_BASE_URL names, which serves both
 * on one port, or Atlas. A key is sent there, so the address is https, or on this machine.
 */
export function appServicesUrl({ APP_SERVICES_URL, ATLAS_BASE_URL }: Environment): string {
  const url = (APP_SERVICES_URL ?? serviceBeside(ATLAS_BASE_URL)).replace(/\/+$/, "");
  if (/^https:\/\/[A-Za-z0-9.-]+(?::\d+)?$/.test(url) || loopback.exec(url)?.[0] === url) return url;
  throw new UsageError(
    `APP_SERVICES_URL must be an https address without a path, such as ${serviceOfAtlas}: the deploying key is sent there`,
  );
}

/** An address that was mistyped must not become that of the real Atlas. It is not shown: a key may have been pasted there. */
function serviceBeside(baseUrl: string | undefined): string {
  if (baseUrl === undefined || apiOfAtlas.test(baseUrl)) return serviceOfAtlas;
  const local = loopback.exec(baseUrl)?.[0];
  if (local !== undefined) return local;
  throw new UsageError(
    "ATLAS_BASE_URL is neither at https://cloud.mongodb.com nor on this machine (http://127.0.0.1:8765/api/atlas/v2): mend it, or set APP_SERVICES_URL to where its App Services is",
  );
}

/** The Atlas that command-line clients ask for projects; local Atlas serves both. */
export function atlasUrlBeside(serviceUrl: string): string {
  return loopback.test(serviceUrl) ? serviceUrl : "https://cloud.mongodb.com";
}
