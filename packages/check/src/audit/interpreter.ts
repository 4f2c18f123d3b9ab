import { join } from 'node:path';
import { type Accounted, audited, type Entry, purlOf, type Subject, unaudited } from '@custody/audit';
import { HostError, readWhole } from '@custody/host';
import { interpreter } from './ecosystem.ts';

/** Bytes of a `pyvenv.cfg`: a few lines. */
const LARGEST = 64 * 1024;

/** `lib/python3.12/site-packages` and `Lib/site-packages`: where the environment begins, from there. */
const ABOVE = ['../../..', '../..'];

const readIfThere = (path: string): string | undefined => {
  try {
    return Buffer.from(readWhole(path, LARGEST, { followLinks: false })).toString('utf8');
  } catch (error) {
    if (error instanceof HostError && error.code !== 'aborted') return undefined;
    throw error;
  }
};

/** What `pyvenv.cfg` says by key (PEP 405); tools differ in which keys they write. */
const valuesOf = (text: string): ReadonlyMap<string, { readonly value: string; readonly line: number }> =>
  new Map(
    text.split(/\r\n|\n/).flatMap((line, at) => {
      const [, key = '', value = ''] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line.slice(0, 500)) ?? [];
      return key === '' ? [] : [[key.toLowerCase(), { value, line: at + 1 }] as const];
    }),
  );

/**
 * The interpreter of an environment, by its `pyvenv.cfg`: `version = 3.12.1`, or `version_info = 3.12.1.final.0`. Nothing
 * where there is no such file, as in a directory that packages were installed into.
 */
export const accountInterpreter = (sitePackages: string): readonly Accounted[] => {
  for (const above of ABOVE) {
    const file = join(sitePackages, above, 'pyvenv.cfg');
    const text = readIfThere(file);
    if (text === undefined) continue;
    const values = valuesOf(text);
    const said = values.get('version') ?? values.get('version_info');
    const entry = (name: string): Entry => ({
      text: `${name} ${said?.value ?? ''}`.trim().slice(0, 200),
      location: { file, ...(said === undefined ? {} : { position: { kind: 'text', line: said.line } }) },
    });
    const made = values.get('implementation')?.value ?? 'CPython';
    if (made.toLowerCase() !== 'cpython')
      return [
        unaudited(entry(made), 'no-ecosystem', `there is no advisory database for the interpreter ${made}`),
      ];
    const version = /^(\d+\.\d+\.\d+(?:(?:a|b|rc)\d+)?)(?:\.final\.\d+)?$/.exec(said?.value ?? '')?.[1];
    if (version === undefined)
      return [unaudited(entry('CPython'), 'version', 'its pyvenv.cfg does not say which version it is')];
    const placed = interpreter(version, purlOf('generic', 'cpython', version));
    const { location } = entry('CPython');
    const subject: Subject = {
      ...placed,
      key: placed.purl,
      locations: [location],
      hashes: [],
      groups: [],
      extras: [],
      parents: [],
    };
    return [audited({ ...entry('CPython'), name: placed.name }, subject)];
  }
  return [];
};
