/**
 * What a function may find in its realm: the library of ECMAScript 2017 without what Atlas documents as unsupported
 * (BigInt, Proxy, Reflect, WeakSet) and without shared memory; `Symbol.asyncIterator` because `for await` is documented.
 * Anything an object has that is not named here is taken away. Symbols are written @@name. `length`, `name` and
 * `prototype` of a function and `constructor` of a prototype go without saying.
 * Sources: ECMA-262, 8th edition, clauses 18 to 25 and annex B; Atlas docs, "JavaScript Support".
 */

const TYPED_ARRAYS =
  "Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array";

const NATIVE_ERRORS = "EvalError RangeError ReferenceError SyntaxError TypeError URIError";

export const ALLOWED_GLOBALS = names(`
  Infinity NaN undefined eval isFinite isNaN parseFloat parseInt
  decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape
  Array ArrayBuffer Boolean DataView Date Function Map Number Object Promise RegExp Set String Symbol WeakMap
  JSON Math ${TYPED_ARRAYS} Error ${NATIVE_ERRORS}
`);

/** What local Atlas puts there itself. Source: Atlas docs, "Context", "Global Modules". */
export const OFFERED_GLOBALS = names("context console EJSON BSON Buffer utils require setTimeout clearTimeout");

/** Own members by the object's path from the global object; a path in <angle brackets> has no name of its own. */
export const ALLOWED_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  Object: names(`assign create defineProperties defineProperty entries freeze getOwnPropertyDescriptor
    getOwnPropertyDescriptors getOwnPropertyNames getOwnPropertySymbols getPrototypeOf is isExtensible isFrozen isSealed
    keys preventExtensions seal setPrototypeOf values`),
  "Object.prototype": names(`hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf __proto__
    __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__`),
  Function: [],
  "Function.prototype": names("apply bind call toString @@hasInstance length name"),
  Boolean: [],
  "Boolean.prototype": names("toString valueOf"),
  Symbol: names(`for keyFor hasInstance isConcatSpreadable iterator match replace search species split toPrimitive
    toStringTag unscopables asyncIterator`),
  "Symbol.prototype": names("toString valueOf @@toPrimitive @@toStringTag"),
  Error: [],
  "Error.prototype": names("message name toString"),
  ...membersOfEach(NATIVE_ERRORS, { own: "", prototype: "message name" }),
  Number: names(`EPSILON MAX_SAFE_INTEGER MAX_VALUE MIN_SAFE_INTEGER MIN_VALUE NaN NEGATIVE_INFINITY POSITIVE_INFINITY
    isFinite isInteger isNaN isSafeInteger parseFloat parseInt`),
  "Number.prototype": names("toExponential toFixed toLocaleString toPrecision toString valueOf"),
  Math: names(`E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2 abs acos acosh asin asinh atan atanh atan2 cbrt ceil clz32 cos
    cosh exp expm1 floor fround hypot imul log log1p log10 log2 max min pow random round sign sin sinh sqrt tan tanh
    trunc @@toStringTag`),
  Date: names("now parse UTC"),
  "Date.prototype": names(`getDate getDay getFullYear getHours getMilliseconds getMinutes getMonth getSeconds getTime
    getTimezoneOffset getUTCDate getUTCDay getUTCFullYear getUTCHours getUTCMilliseconds getUTCMinutes getUTCMonth
    getUTCSeconds getYear setDate setFullYear setHours setMilliseconds setMinutes setMonth setSeconds setTime setUTCDate
    setUTCFullYear setUTCHours setUTCMilliseconds setUTCMinutes setUTCMonth setUTCSeconds setYear toDateString
    toGMTString toISOString toJSON toLocaleDateString toLocaleString toLocaleTimeString toString toTimeString
    toUTCString valueOf @@toPrimitive`),
  String: names("fromCharCode fromCodePoint raw"),
  "String.prototype":
    names(`anchor big blink bold charAt charCodeAt codePointAt concat endsWith fixed fontcolor fontsize
    includes indexOf italics lastIndexOf length link localeCompare match normalize padEnd padStart repeat replace search
    slice small split startsWith strike sub substr substring sup toLocaleLowerCase toLocaleUpperCase toLowerCase toString
    toUpperCase trim valueOf @@iterator`),
  RegExp: names("@@species"),
  "RegExp.prototype":
    names(`exec flags global ignoreCase multiline source sticky test toString unicode @@match @@replace
    @@search @@split`),
  Array: names("from isArray of @@species"),
  "Array.prototype":
    names(`concat copyWithin entries every fill filter find findIndex forEach includes indexOf join keys
    lastIndexOf length map pop push reduce reduceRight reverse shift slice some sort splice toLocaleString toString
    unshift values @@iterator @@unscopables`),
  "<Array unscopables>": names("copyWithin entries fill find findIndex includes keys values"),
  "<TypedArray>": names("from of @@species"),
  "<TypedArray>.prototype":
    names(`buffer byteLength byteOffset copyWithin entries every fill filter find findIndex forEach
    includes indexOf join keys lastIndexOf length map reduce reduceRight reverse set slice some sort subarray
    toLocaleString toString values @@iterator @@toStringTag`),
  ...membersOfEach(TYPED_ARRAYS, { own: "BYTES_PER_ELEMENT", prototype: "BYTES_PER_ELEMENT" }),
  Map: names("@@species"),
  "Map.prototype": names("clear delete entries forEach get has keys set size values @@iterator @@toStringTag"),
  Set: names("@@species"),
  "Set.prototype": names("add clear delete entries forEach has keys size values @@iterator @@toStringTag"),
  WeakMap: [],
  "WeakMap.prototype": names("delete get has set @@toStringTag"),
  ArrayBuffer: names("isView @@species"),
  "ArrayBuffer.prototype": names("byteLength slice @@toStringTag"),
  DataView: [],
  "DataView.prototype": names(`buffer byteLength byteOffset getFloat32 getFloat64 getInt16 getInt32 getInt8 getUint16
    getUint32 getUint8 setFloat32 setFloat64 setInt16 setInt32 setInt8 setUint16 setUint32 setUint8 @@toStringTag`),
  JSON: names("parse stringify @@toStringTag"),
  Promise: names("all race reject resolve @@species"),
  "Promise.prototype": names("catch then @@toStringTag"),
  "<IteratorPrototype>": names("@@iterator"),
  "<AsyncIteratorPrototype>": names("@@asyncIterator"),
  "<ArrayIteratorPrototype>": names("next @@toStringTag"),
  "<MapIteratorPrototype>": names("next @@toStringTag"),
  "<SetIteratorPrototype>": names("next @@toStringTag"),
  "<StringIteratorPrototype>": names("next @@toStringTag"),
  "<GeneratorFunction.prototype>": names("prototype @@toStringTag"),
  "<GeneratorPrototype>": names("constructor next return throw @@toStringTag"),
  "<AsyncGeneratorFunction.prototype>": names("prototype @@toStringTag"),
  "<AsyncGeneratorPrototype>": names("constructor next return throw @@toStringTag"),
  "<AsyncFunction.prototype>": names("@@toStringTag"),
};

/**
 * The same of what local Atlas offers; other objects that can be reached there are functions with `length` and `name`.
 * Sources: Atlas docs, "Context", "Global Modules". @@extended is local Atlas's own mark of a BSON value.
 */
export const OFFERED_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  context: names("app environment functions http runningAsSystem services user values"),
  "context.app": names("clientAppId deployment hostingUri id lastDeployed name projectId"),
  "context.app.deployment": names("model providerRegion"),
  "context.environment": names("tag values"),
  "context.environment.values": [],
  "context.functions": names("execute"),
  "context.http": names("delete get head patch post put"),
  "context.services": names("get"),
  "context.user": names("custom_data data id identities type"),
  "context.user.custom_data": [],
  "context.user.data": [],
  "context.user.identities": names("length"),
  "context.values": names("get"),
  console: names("debug error info log warn"),
  EJSON: names("parse stringify"),
  utils: names("crypto jwt"),
  "utils.crypto": names("decrypt encrypt hash hmac sign verify"),
  "utils.jwt": names("decode encode"),
  Buffer: names("alloc byteLength concat from isBuffer length name prototype"),
  "Buffer.prototype": names("constructor equals toJSON toString"),
  BSON: names("BSONRegExp Binary Decimal128 Double Int32 Long MaxKey MinKey ObjectId"),
  ...Object.assign({}, ...names("BSONRegExp Binary Double Int32 Long ObjectId").map(bsonType)),
  // The makers of values, which work with and without `new`, inherit the static methods of the types.
  "BSON.BSONRegExp.[[Prototype]]": names("length name prototype"),
  "BSON.BSONRegExp.prototype": names("@@extended constructor"),
  "BSON.Binary.[[Prototype]]": names("fromBase64 fromHex fromText length name prototype"),
  "BSON.Binary.prototype": names("@@extended bytes constructor length text toBase64 toHex toString"),
  "BSON.Decimal128": names("fromString"),
  "BSON.MaxKey": names("@@extended"),
  "BSON.MinKey": names("@@extended"),
  "BSON.ObjectId.[[Prototype]]": names("length name prototype"),
  "BSON.ObjectId.prototype": names("@@extended constructor equals getTimestamp toHexString toJSON toString"),
};

function bsonType(name: string): Readonly<Record<string, readonly string[]>> {
  return { [`BSON.${name}`]: names("length name prototype"), [`BSON.${name}.prototype`]: names("constructor") };
}

function names(text: string): readonly string[] {
  return text.split(/\s+/).filter((name) => name !== "");
}

function membersOfEach(
  constructors: string,
  members: { readonly own: string; readonly prototype: string },
): Readonly<Record<string, readonly string[]>> {
  const byPath: Record<string, readonly string[]> = {};
  for (const name of names(constructors)) {
    byPath[name] = names(members.own);
    byPath[`${name}.prototype`] = names(members.prototype);
  }
  return byPath;
}
