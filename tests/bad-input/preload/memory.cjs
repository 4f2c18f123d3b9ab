// Says at the end how much memory the process had at most.
process.on('exit', () => {
  if (require('node:worker_threads').isMainThread)
    require('node:fs').writeSync(2, `max rss ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);
});
