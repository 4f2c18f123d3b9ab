import type { Entry, Subject } from '../subject/index.ts';

/** A subject of the PyPI ecosystem, pinned, at line 1 of `requirements.txt` unless told otherwise. */
export const pypi = (name: string, version?: string, more: Partial<Subject> = {}): Subject => ({
  kind: 'package',
  key: version === undefined ? name : `${name}@${version}`,
  ecosystem: 'PyPI',
  name,
  ...(version === undefined ? {} : { version }),
  purl: `pkg:pypi/${name}${version === undefined ? '' : `@${version}`}`,
  locations: [{ file: 'requirements.txt', position: { kind: 'text', line: 1 } }],
  hashes: [],
  groups: [],
  extras: [],
  parents: [],
  ...more,
});

/** The entry that names a subject. */
export const entryOf = (subject: Subject): Entry => ({
  text: subject.version === undefined ? subject.name : `${subject.name}==${subject.version}`,
  name: subject.name,
  location: subject.locations[0],
});
