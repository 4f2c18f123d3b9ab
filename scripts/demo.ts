/**
 * `npm run demo`: builds the wheel and the sdist of a small Python project with the test kit, changes one byte of one
 * module in the wheel after its RECORD was written, and runs `custody check` on them.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DAMAGES, writeProject } from '@custody/testkit';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join('demo', 'dist');

rmSync(join(root, 'demo'), { recursive: true, force: true });
const { wheel } = writeProject(join(root, dist));
writeFileSync(wheel, DAMAGES['changed-byte-in-module'](readFileSync(wheel)));

process.stdout.write(
  `built ${dist}: a wheel and an sdist of "tidewater"; one byte of one module was changed afterwards\n\n`,
);
process.stdout.write(`$ npx custody check ${dist}\n`);
const { status } = spawnSync(process.execPath, ['packages/cli/bin/custody.js', 'check', dist], {
  cwd: root,
  stdio: 'inherit',
});
if (status === 1) {
  process.stdout.write(
    '\nexit code 1: the change was found. On a release of your own: npx custody check dist/\n',
  );
} else {
  process.stdout.write(`\nexit code ${status}: the demo expects 1, something is wrong\n`);
  process.exitCode = 1;
}
