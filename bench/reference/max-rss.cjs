// Preloaded into the command: says at its end how much memory the process had at most.
const { readFileSync, writeSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

// On Linux maxRSS holds what the parent had when it forked; the high-water mark of the process's own memory does not.
const highWater = () => {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
};

process.on('exit', () => {
  if (isMainThread) writeSync(2, `max rss ${highWater()} kB\n`);
});
