// Reading EXAMINE_VICTIM on a worker thread ends that thread (EXAMINE_HOW=exit), or never ends (EXAMINE_HOW=hang).
const fs = require('node:fs');
const { syncBuiltinESMExports } = require('node:module');
const { isMainThread } = require('node:worker_threads');

const { openSync } = fs;
if (!isMainThread)
  fs.openSync = (path, ...rest) => {
    if (String(path).endsWith(process.env.EXAMINE_VICTIM)) {
      if (process.env.EXAMINE_HOW === 'exit') process.exit(3);
      fs.writeSync(2, 'hanging\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    }
    return openSync(path, ...rest);
  };
syncBuiltinESMExports();
