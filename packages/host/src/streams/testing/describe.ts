import { writeSync } from 'node:fs';
import { descriptorStream } from '../descriptor.ts';
import { createOutput } from '../output.ts';

// Prints two lines, and as many bytes as asked for between them, and says on standard error how that went, and how often Node's stream was asked for.
let streams = 0;
const stream = descriptorStream(1, () => {
  streams += 1;
  return process.stdout;
});
const output = createOutput(stream);
output.write('first\n');
output.write('x'.repeat(Number(process.argv[2] ?? 0)));
output.write('last\n');
const { kind: outcome } = await output.finish();
writeSync(2, JSON.stringify({ outcome, streams, terminal: stream.isTerminal }));
