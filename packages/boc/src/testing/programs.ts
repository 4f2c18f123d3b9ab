import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const series = fileURLToPath(new URL('./series.ts', import.meta.url));

/** Runs main programs (URLs of modules), one after the other in one process; answers what each printed, and what stood on `stderr` if anything did. */
export const outputsOf = async (
  modules: readonly string[],
  workers: number,
): Promise<ReadonlyMap<string, string>> => {
  const { stdout, stderr } = await run(
    process.execPath,
    ['--conditions=development', series, `${workers}`, ...modules],
    { timeout: 55_000 },
  ).catch((error: unknown) => error as { stdout: string; stderr: string });
  const parts = stdout.split('\0').slice(1);
  const outputs = new Map<string, string>();
  for (let at = 0; at + 1 < parts.length; at += 2) outputs.set(parts[at] ?? '', parts[at + 1] ?? '');
  if (stderr !== '') outputs.set('stderr', stderr);
  return outputs;
};
