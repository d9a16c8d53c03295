const { AsyncLocalStorage } = require("node:async_hooks");
const { TestEnvironment } = require("jest-environment-node");

/** What jest-circus keeps of a test file on the global object, which the next file must not find. */
const ofOneFile = /^(?:JEST_STATE_SYMBOL|EVENT_HANDLERS|TEST_TIMEOUT_SYMBOL|RETRY_|WAIT_BEFORE_RETRY|LOG_ERRORS)/;

/**
 * jest-circus makes a storage for each test file and never disables it; up to Node 22 every promise of later files then
 * carries all of them along.
 */
const storages = new Set();
const { run } = AsyncLocalStorage.prototype;
AsyncLocalStorage.prototype.run = function runNoted(...args) {
  storages.add(this);
  return run.apply(this, args);
};

function disableStorages() {
  for (const storage of storages) storage.disable();
  storages.clear();
}

class KeptEnvironment extends TestEnvironment {
  async teardown() {
    disableStorages();
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
