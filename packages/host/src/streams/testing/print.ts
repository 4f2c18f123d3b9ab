import { createOutput } from '../output.ts';

// Prints as many bytes as asked for and says on standard error how that went.
const output = createOutput(process.stdout);
const line = `${'x'.repeat(99)}\n`;
for (let i = 0; i < Number(process.argv[2]) / 100; i += 1) output.write(line);
const outcome = await output.finish();
process.stderr.write(JSON.stringify(outcome));
process.exit(0);
