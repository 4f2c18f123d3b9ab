/** Imports main programs one after the other and says which: tests run many in one process. Arguments: workers, then the modules' URLs. */
const [, , , ...modules] = process.argv;
for (const module of modules) {
  process.stdout.write(`\0${module}\0`);
  await import(module);
}
