import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPython } from '../testing/python.ts';
import { projectWheel, writeProject } from './project.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'custody-project-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const RUN = `
import sys, zipfile, tarfile, os
wheel, sdist, into = sys.argv[1:]
zipfile.ZipFile(wheel).extractall(into)
if sys.platform == 'linux':
    # Under the plain suffix, so that this Python tries to load it whatever its own version is.
    package = os.path.join(into, 'tidewater')
    stub = [name for name in os.listdir(package) if name.startswith('_harmonics.')][0]
    os.rename(os.path.join(package, stub), os.path.join(package, '_harmonics.so'))
sys.path.insert(0, into)
from tidewater.cli import main
main(['Amber Quay', '--hours', '13'])
tarfile.open(sdist).extractall(os.path.join(into, 's'), **({'filter': 'data'} if hasattr(tarfile, 'data_filter') else {}))
sys.path.insert(0, os.path.join(into, 's', 'tidewater-1.0.0', 'tests'))
import test_heights
for name in dir(test_heights):
    if name.startswith('test_'): getattr(test_heights, name)()
`;

describe('the test project', () => {
  test('is written under the names that its metadata asks for, each time the same', () => {
    writeProject(join(directory, 'dist'));
    expect(readdirSync(join(directory, 'dist')).sort()).toEqual([
      'tidewater-1.0.0-cp312-cp312-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
      'tidewater-1.0.0.tar.gz',
    ]);
    expect(Buffer.from(projectWheel().bytes).equals(projectWheel().bytes)).toBe(true);
  });

  test.skipIf(!hasPython)('runs, with its stand-in for a compiled module refused by the loader', () => {
    const { wheel, sdist } = writeProject(join(directory, 'run'));
    const { stdout, stderr, status } = spawnSync(
      'python3',
      ['-c', RUN, wheel, sdist, join(directory, 'into')],
      {
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(2);
    expect(stdout).toMatch(/\d h +\d\.\d\d m {2}high/);
  });
});
