/**
 * What an Atlas Function may use, by the App Services documentation ("JavaScript support") and by what was measured on
 * a Go JavaScript engine. Everything else is refused at build time, not at 12:00 on the 1st.
 */

/**
 * Atlas publishes no limit for the source of a function. A file of 178 KB loads in 25 ms on goja; one beyond this has
 * taken something in that nobody meant, such as a library.
 */
export const maxBundleBytes = 256 * 1024;

/** Free names that a bundle may read. */
export const allowedGlobals: ReadonlySet<string> = new Set([
  ...["exports", "context", "console", "setTimeout"],
  ...["Object", "Array", "String", "Number", "Boolean", "Symbol", "Math", "JSON", "Date", "RegExp", "Promise"],
  ...["Map", "Set", "WeakMap", "Error", "TypeError", "RangeError", "SyntaxError", "ReferenceError"],
  ...["ArrayBuffer", "DataView", "Uint8Array", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array"],
  ...["Float32Array", "Float64Array", "Uint8ClampedArray"],
  ...["parseInt", "parseFloat", "isNaN", "isFinite", "undefined", "NaN", "Infinity"],
  ...["encodeURIComponent", "decodeURIComponent", "encodeURI", "decodeURI"],
]);

/** Methods that came after ES2017 (ECMA-262 editions 2018 to 2025). Refused where called. */
export const newerMethods: ReadonlySet<string> = new Set([
  ...["flat", "flatMap", "at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with", "group"],
  ...["fromEntries", "hasOwn", "groupBy", "fromAsync"],
  ...["replaceAll", "matchAll", "trimStart", "trimEnd", "isWellFormed", "toWellFormed"],
  ...["finally", "allSettled", "any", "withResolvers", "try"],
  ...["union", "intersection", "difference", "isSubsetOf", "isSupersetOf"],
]);

/** Methods that need time zones or locales, which the runtime does not have: they answer wrongly without an error. */
export const localeMethods: ReadonlySet<string> = new Set([
  ...["toLocaleString", "toLocaleDateString", "toLocaleTimeString", "toLocaleUpperCase", "toLocaleLowerCase"],
  ...["localeCompare", "normalize"],
]);

/** Regular-expression flags of ES2017 less the two that the documentation excludes (`y` and `u`). */
export const allowedFlags: ReadonlySet<string> = new Set(["g", "i", "m"]);

/** Their second argument (`cause`) came with ES2022. */
export const errorConstructors: ReadonlySet<string> = new Set([
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
]);
