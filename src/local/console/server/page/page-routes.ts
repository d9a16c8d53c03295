/** `GET /`: the console page, and what it loads. Nothing that it shows can run as script, and it asks only this server. */
import { createHash, randomBytes } from "node:crypto";
import type { HttpBindings } from "@hono/node-server";
import type { Context, Hono } from "hono";
import { CONSOLE } from "../../protocol";
import type { PageFiles } from "./bundle-page";

type App = Hono<{ Bindings: HttpBindings }>;

export function registerPageRoutes(app: App, files: () => Promise<PageFiles>): void {
  app.get("/", async (c) => {
    const nonce = randomBytes(16).toString("base64");
    secure(c, policyOf(nonce));
    return c.html(pageOf(await files(), nonce));
  });
  app.get(`${CONSOLE}/script.js`, async (c) => asset(c, "text/javascript", (await files()).script));
  app.get(`${CONSOLE}/style.css`, async (c) => asset(c, "text/css", (await files()).style));
}

/** CodeMirror writes its own style sheets, and gives them the nonce of the page. */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

function secure(c: Context, policy: string): void {
  c.header("Content-Security-Policy", policy);
  c.header("X-Content-Type-Options", "nosniff");
  c.header("Cross-Origin-Opener-Policy", "same-origin");
  c.header("Cross-Origin-Resource-Policy", "same-origin");
  c.header("Cache-Control", "no-store");
  c.header("Referrer-Policy", "no-referrer");
}

function asset(c: Context, type: string, text: string): Response {
  secure(c, "default-src 'none'");
  c.header("Content-Type", `${type}; charset=utf-8`);
  return c.body(text);
}

function pageOf({ script, style }: PageFiles, nonce: string): string {
  const version = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 8);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="style-nonce" content="${nonce}">
<title>Local Atlas</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${CONSOLE}/style.css?${version(style)}">
<script defer src="${CONSOLE}/script.js?${version(script)}"></script>
</head>
<body>
<noscript>The console of local Atlas needs JavaScript. Its control routes work without it: see src/local/README.md.</noscript>
<div id="console"></div>
</body>
</html>
`;
}
