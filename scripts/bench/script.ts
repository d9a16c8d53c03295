/** The run of a fleet as one script for any JavaScript shell (jsc, gjs, d8, one built on goja), which times it itself. */

import { type Answers, setClock, steadiness, surroundings } from "./engines";

/** Prints the fastest of `times` runs and of as many times JSON.parse of the list pages, and their ratio. */
export function benchScript(source: string, { pages, document }: Answers, times: number): string {
  return [
    "(function (say, clock) {",
    `var PAGES = ${JSON.stringify(pages)};`,
    `var SCHEDULE = ${JSON.stringify(JSON.stringify(document))};`,
    surroundings,
    setClock,
    steadiness,
    source,
    timing(times),
    '})(typeof print === "function" ? print : function (text) { console.log(text); }, Date.now);',
    "",
  ].join("\n");
}

const timing = (times: number) => `
var run = Infinity, parse = Infinity;
function once(left) {
  if (left === 0) {
    return say("reconcile " + run + " ms, JSON.parse of its list pages " + parse + " ms: " + (run / parse).toFixed(1) + " x");
  }
  var start = clock();
  for (var i = 0; i < PAGES.length; i += 1) JSON.parse(PAGES[i]);
  parse = Math.min(parse, clock() - start);
  start = clock();
  return exports().then(function (report) {
    run = Math.min(run, clock() - start);
    if (!isSteady(report)) throw new Error(report.summary);
    return once(left - 1);
  });
}
once(${times}).catch(function (error) { say("FAILED: " + error.message); });
`;
