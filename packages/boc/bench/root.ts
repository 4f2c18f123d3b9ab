import { execFile } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCALE = '0.1';

/** All of these benches as one of the repository's (`npm run bench -- boc`), at a tenth of their sizes, in a process of their own. */
export const boc = {
  name: 'boc',
  about: `behaviours beside worker pools and actors, at ${SCALE} of their sizes`,
  run: async ({
    rounds,
  }: {
    readonly rounds: number;
  }): Promise<readonly { readonly kind: 'note'; readonly text: string }[]> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...process.execArgv,
        fileURLToPath(new URL('./run.ts', import.meta.url)),
        '--scale',
        SCALE,
        '--rounds',
        String(rounds),
      ],
      { encoding: 'utf8' },
    );
    return stdout
      .trimEnd()
      .split('\n')
      .map((text) => ({ kind: 'note', text }));
  },
};
