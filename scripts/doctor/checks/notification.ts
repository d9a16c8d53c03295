/** Sends a message as a run would, to see whether it arrives. */
import { messageFor } from "../../../src/operations/notify/bodies";
import type { News } from "../../../src/operations/notify/news";
import { hostOf } from "../../../src/operations/run/addresses";
import type { Atlas } from "../atlas";
import { type Finding, failed, ok } from "../finding";

const news: News = {
  title: "Test of the notifications of atlas-cluster-scheduler: nothing happened to any cluster",
  severity: "info",
  items: [],
};

/**
 * PagerDuty is told of failures alone, so the test reads as one there; the next good run resolves it. The address is a
 * credential, and only its host is told.
 */
export async function testNotification({ run, projectId, nowMs }: Atlas): Promise<Finding> {
  const { notifyUrl } = run.settings.addresses;
  const setIt = "Set NOTIFY_URL, in the environment or in .env, to the address that the app's Secret holds";
  if (notifyUrl === null) return failed("notification", "NOTIFY_URL is not set, so nothing was sent", setIt);
  const at = new Date(nowMs).toISOString();
  const message = messageFor(notifyUrl, { at, projectId, news, isGood: false });
  const host = hostOf(notifyUrl);
  if (message === null) return failed("notification", `there is nothing to say to ${host}`, setIt);
  const [url, body] = [message.url, JSON.stringify(message.body)];
  const headers = { "Content-Type": "application/json" };
  try {
    const { status } = await run.ports.sendHttp({ method: "POST", url, headers, body });
    if (status >= 200 && status < 300) return ok("notification", `${host} took a test message: see that it arrived`);
    return failed("notification", `${host} answered with status ${status}`, "Check the address in NOTIFY_URL");
  } catch {
    return failed("notification", `${host} could not be reached`, "Check the address in NOTIFY_URL, and the network");
  }
}
