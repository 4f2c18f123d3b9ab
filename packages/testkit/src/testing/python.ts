import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether Python is here to be the oracle; a test that needs it skips where it is not, and says so. */
export const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) process.stderr.write('skipped: tests against the Python oracle need python3\n');

/** What a Python program prints that is given a file with these bytes; throws what it says on standard error. */
export const askPython = (program: string, name: string, bytes: Uint8Array): string => {
  const directory = mkdtempSync(join(tmpdir(), 'custody-testkit-'));
  try {
    const path = join(directory, name);
    writeFileSync(path, bytes);
    const { stdout, stderr, status } = spawnSync('python3', ['-c', program, path], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
    return stdout.trim();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/**
 * What `expression`, in terms of the bytes `data`, is in Python for each of many files, by name; a string with the
 * exception's name where it raises. One process for all of them: starting one costs more than all the work.
 */
export const askPythonAll = (
  expression: string,
  files: Readonly<Record<string, Uint8Array>>,
): Readonly<Record<string, unknown>> => {
  const program = `
import base64, io, json, sys, tarfile, zipfile
def judge(data):
    try: return ${expression}
    except Exception as error: return type(error).__name__
cases = json.load(open(sys.argv[1]))
print(json.dumps({name: judge(base64.b64decode(text)) for name, text in cases.items()}))
`;
  const cases = Object.fromEntries(
    Object.entries(files).map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')]),
  );
  return JSON.parse(askPython(program, 'cases.json', Buffer.from(JSON.stringify(cases)))) as Readonly<
    Record<string, unknown>
  >;
};

/** Python expressions for `askPythonAll`: entries' names with their text, and the name of the first damaged one or None. */
export const ZIP_TEXTS =
  '(lambda z: [[i.filename, z.read(i).decode()] for i in z.infolist()])(zipfile.ZipFile(io.BytesIO(data)))';
export const ZIP_TEST = 'zipfile.ZipFile(io.BytesIO(data)).testzip()';
