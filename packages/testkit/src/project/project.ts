import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildElf } from '../native/elf.ts';
import { buildSdist, sdistFileName } from '../sdist/build.ts';
import { buildWheel, wheelFileName } from '../wheel/build.ts';
import type { WheelOptions } from '../wheel/options.ts';
import { LICENCE, MODULES, PYPROJECT, SOURCES } from './sources.ts';

/** The bundled library, named as auditwheel names it: eight digits of the original's digest before the suffix. */
const LIBRARY = 'libtide-3f9a1c07.so.1.4.0';
const EXTENSION = 'tidewater/_harmonics.cpython-312-x86_64-linux-gnu.so';

const library = (): Uint8Array =>
  buildElf({
    soname: LIBRARY,
    needed: ['libm.so.6', 'libc.so.6'],
    buildId: '3f9a1c07b5d2e84466aa10938c7fe2d10b4c55e1',
    packageNote:
      '{"type":"rpm","name":"libtide","version":"1.4.0-3.el9","architecture":"x86_64","osCpe":"cpe:/o:almalinux:almalinux:9"}',
    versionNeeds: [{ file: 'libc.so.6', versions: ['GLIBC_2.17'] }],
    sections: true,
  });

const extension = (): Uint8Array =>
  buildElf({
    needed: [LIBRARY, 'libc.so.6'],
    runpath: '$ORIGIN/../tidewater.libs',
    buildId: '77d0c2b1e9f84d3aa5560f1e2c3b4a5968778695',
    comment: ['GCC: (GNU) 14.2.1'],
    versionNeeds: [{ file: 'libc.so.6', versions: ['GLIBC_2.17'] }],
  });

/** The options that make the test project's wheel: a compiled module, one bundled library, a command. */
export const projectWheelOptions = (changes: WheelOptions = {}): WheelOptions => ({
  name: 'tidewater',
  version: '1.0.0',
  tags: ['cp312-cp312-manylinux2014_x86_64', 'cp312-cp312-manylinux_2_17_x86_64'],
  files: { ...MODULES, [EXTENSION]: extension(), [`tidewater.libs/${LIBRARY}`]: library() },
  licences: { LICENSE: LICENCE },
  entryPoints: '[console_scripts]\ntidewater = tidewater.cli:main\n',
  description: SOURCES['README.md'] ?? '',
  ...changes,
});

/** A built distribution: its file name and bytes. */
export type BuiltFile = { readonly name: string; readonly bytes: Uint8Array };

/** The test project's wheel. */
export const projectWheel = (changes: WheelOptions = {}): BuiltFile => {
  const options = projectWheelOptions(changes);
  return { name: wheelFileName(options), bytes: buildWheel(options) };
};

/** The test project's sdist. */
export const projectSdist = (): BuiltFile => {
  const options = {
    files: { ...MODULES, ...SOURCES },
    licences: { LICENSE: LICENCE },
    pyproject: PYPROJECT,
  };
  return { name: sdistFileName(options), bytes: buildSdist(options) };
};

/** The files of the test project's source tree, by relative path. */
export const projectSources = (): Readonly<Record<string, string>> => ({
  ...MODULES,
  ...SOURCES,
  LICENSE: LICENCE,
  'pyproject.toml': PYPROJECT,
});

/** Puts files into a directory, which is made where it is missing; gives their paths in the same order. */
export const writeFiles = (directory: string, files: readonly BuiltFile[]): readonly string[] =>
  files.map(({ name, bytes }) => {
    const path = join(directory, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  });

/** Builds the test project's wheel and sdist into a directory, as `python -m build` would into `dist/`. */
export const writeProject = (directory: string): { readonly wheel: string; readonly sdist: string } => {
  const [wheel = '', sdist = ''] = writeFiles(directory, [projectWheel(), projectSdist()]);
  return { wheel, sdist };
};
