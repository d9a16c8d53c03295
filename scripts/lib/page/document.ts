/** A whole page in one file. It asks for nothing, and nothing that it shows can run: its policy names its one style and one script. */
import { createHash } from "node:crypto";
import { patternsSvg } from "../../../src/local/console/lanes/drawn/svg";
import { type Html, html, raw } from "./html";
import { pageScript } from "./script";
import { pageStyle } from "./style";

export interface PageContent {
  readonly title: string;
  readonly body: Html;
}

/** By which a file is known again as one of these pages. */
const GENERATOR = "Atlas Cluster Scheduler";

export function pageDocument({ title, body }: PageContent): string {
  const style = pageStyle();
  const script = pageScript();
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="${GENERATOR}">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
${raw(patternsSvg())}
${body}
<script>${raw(script)}</script>
</body>
</html>
`;
  return page.html;
}

/** Whether a text is such a page, of whatever version. */
export function isPage(text: string): boolean {
  return text.startsWith("<!doctype html>") && text.slice(0, 2_000).includes(`name="generator" content="${GENERATOR}"`);
}

function policyOf(style: string, script: string): string {
  const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${hashOf(script)}`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}
