import { setTimeout } from 'node:timers/promises';
import { installCleanup } from '../../files/temporaries.ts';
import { writeAtomically } from '../../files/write.ts';
import { exitCodeOf, listenForInterrupts } from '../interrupts.ts';

// Writes a file for ever, in one of several manners of taking a signal; prints "writing" once the temporary file is there.
const [, , manner, path = ''] = process.argv;
installCleanup();
const interrupts = manner === 'cleanup-only' ? undefined : listenForInterrupts();
try {
  await writeAtomically(
    path,
    async (sink) => {
      for (;;) {
        sink.write(new Uint8Array(1 << 19));
        if (sink.position() === 1 << 20) process.stdout.write('writing\n');
        await setTimeout(5);
        if (manner === 'deaf' && sink.position() > 1 << 20) await setTimeout(60_000);
        if (manner === 'exit' && sink.position() > 1 << 20) process.exit(9);
      }
    },
    interrupts === undefined || manner === 'deaf' ? {} : { signal: interrupts.signal },
  );
} catch (error) {
  process.stdout.write(`${error instanceof Error && 'code' in error ? String(error.code) : 'other'}\n`);
  const received = interrupts?.received();
  process.exitCode = received === undefined ? 1 : exitCodeOf(received);
  interrupts?.dispose();
}
