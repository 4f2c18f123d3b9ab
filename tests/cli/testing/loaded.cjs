// Says at the end, on standard error, which files of custody were loaded as modules.
const { registerHooks } = require('node:module');

const loaded = [];
registerHooks({
  load: (url, context, next) => {
    loaded.push(url);
    return next(url, context);
  },
});
process.on('exit', () => process.stderr.write(`loaded ${JSON.stringify(loaded)}\n`));
