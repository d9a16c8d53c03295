const { TestEnvironment } = require("jest-environment-node");

/** What jest-circus keeps of a test file on the global object, which the next file must not find. */
const ofOneFile = /^(?:JEST_STATE_SYMBOL|EVENT_HANDLERS|TEST_TIMEOUT_SYMBOL|RETRY_|WAIT_BEFORE_RETRY|LOG_ERRORS)/;

class KeptEnvironment extends TestEnvironment {
  async teardown() {
    for (const key of Object.getOwnPropertySymbols(this.global)) {
      if (ofOneFile.test(key.description ?? "")) delete this.global[key];
    }
  }
}

let kept;

/** Jest's environment for Node, one for all the test files of a worker: what runtime.cjs keeps needs its global objects. */
module.exports = function WorkerEnvironment(config, context) {
  kept ??= new KeptEnvironment(config, context);
  return kept;
};
