/**
 * Chromium for the tests of a file: one browser, and a page of its own for each test. Where the machine has none, the
 * tests are skipped, and one line says so: CHROMIUM_PATH names another place for it.
 */
import { existsSync, readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, it } from "@jest/globals";
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from "playwright-core";

/** What somebody looks through. */
export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
  /** As a phone has it; the views must work by touch there. */
  readonly isTouch?: boolean;
}

export interface OpenPage {
  readonly page: Page;
  /** What the browser complained of: errors of scripts, and whatever the policy of the page refused. */
  readonly complaints: readonly string[];
  /** Addresses that the page asked for and that are not those of its own server. */
  readonly foreignRequests: readonly string[];
  /** What axe finds wrong with the page as it is now, a line each. */
  axeFindings(): Promise<readonly string[]>;
  /** By how many pixels the page scrolls sideways. */
  overflow(): Promise<number>;
}

export interface TestBrowser {
  open(url: string, look?: Look): Promise<OpenPage>;
}

/** The widths that every view is looked at: a desk's and a phone's, in both themes. */
export const everyLook = [
  { width: 1280, height: 900, scheme: "light" },
  { width: 1280, height: 900, scheme: "dark" },
  { width: 390, height: 844, scheme: "light" },
  { width: 390, height: 844, scheme: "dark" },
] as const satisfies readonly Look[];

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path));

/** As root Chromium has no sandbox, and nothing in it is to ask the network for anything of its own. */
const flags = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];

/** `describe`, with a browser; the tests that it holds skip where there is none. */
export function describeInBrowser(what: string, tests: (browser: TestBrowser) => void): void {
  if (chromiumPath === undefined) {
    describe(what, () =>
      it.skip("is not tried here: no Chromium was found (set CHROMIUM_PATH to one)", () => undefined),
    );
    return;
  }
  describe(what, () => {
    let browser: Browser | undefined;
    const contexts: BrowserContext[] = [];
    beforeAll(async () => {
      browser = await chromium.launch({ ...(chromiumPath && { executablePath: chromiumPath }), args: flags });
    });
    afterEach(async () => {
      for (const context of contexts.splice(0)) await context.close();
    });
    afterAll(() => browser?.close());
    tests({
      async open(url, look = {}) {
        if (browser === undefined) throw new Error("pages are opened within a test");
        const context = await browser.newContext(contextOf(look));
        contexts.push(context);
        return await openIn(context, url);
      },
    });
  });
}

function contextOf({ width = 1280, height = 900, scheme = "light", isTouch = false }: Look) {
  return {
    viewport: { width, height },
    colorScheme: scheme,
    hasTouch: isTouch,
    reducedMotion: "reduce",
    locale: "en-GB",
    timezoneId: "America/New_York",
  } as const;
}

async function openIn(context: BrowserContext, url: string): Promise<OpenPage> {
  const page = await context.newPage();
  page.setDefaultTimeout(MOST_WAIT_MS);
  const complaints: string[] = [];
  const foreignRequests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (isForeign(request.url(), url)) foreignRequests.push(request.url());
  });
  await page.goto(url);
  const overflow = async () => Number(await page.evaluate("document.documentElement.scrollWidth - innerWidth"));
  return { page, complaints, foreignRequests, axeFindings: () => axeFindings(page), overflow };
}

/** Long enough for a machine with other work. */
const MOST_WAIT_MS = 20_000;

/**
 * Checks until it holds. What is read of a page once is what stood there at that moment, and a page shows a moment later
 * what was done to it.
 *
 * @throws what the last check said, once it has failed for as long as a test waits.
 */
export async function eventually(check: () => Promise<void>): Promise<void> {
  const end = performance.now() + MOST_WAIT_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > end) throw error;
      await setImmediate();
    }
  }
}

function isForeign(asked: string, own: string): boolean {
  const { protocol, origin } = new URL(asked);
  return protocol !== "data:" && protocol !== "blob:" && origin !== new URL(own).origin;
}

const axe = () => readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Found {
  readonly violations: readonly { readonly id: string; readonly help: string; readonly nodes: readonly Node[] }[];
}
interface Node {
  readonly target: readonly string[];
  readonly failureSummary: string;
}

async function axeFindings(page: Page): Promise<readonly string[]> {
  // Through the debugger, for which the page's policy does not hold.
  const session = await page.context().newCDPSession(page);
  if ((await resultOf(session, "typeof axe")) === "undefined") await resultOf(session, `${axe()}; 0`);
  const { violations } = JSON.parse(String(await resultOf(session, "axe.run().then(JSON.stringify)"))) as Found;
  await session.detach();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary.replaceAll(/\s+/g, " ")}`),
  );
}

async function resultOf(session: CDPSession, expression: string): Promise<unknown> {
  const { result, exceptionDetails } = await session.send("Runtime.evaluate", {
    expression,
    awaitPromise: true,
    returnByValue: true,
    allowUnsafeEvalBlockedByCSP: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
