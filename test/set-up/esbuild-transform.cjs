const { transformSync } = require("esbuild");
const { createHash } = require("node:crypto");

/** Jest transform: one TypeScript file to CommonJS for the running Node, with an inline source map. */
module.exports = {
  getCacheKey: (source, path) => createHash("sha1").update(`1\0${path}\0${source}`).digest("hex"),
  process: (source, path) => ({
    code: transformSync(source, {
      loader: "ts",
      format: "cjs",
      target: "node20",
      sourcemap: "inline",
      sourcefile: path,
    }).code,
  }),
};
