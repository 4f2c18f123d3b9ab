import { normalizeName } from '@custody/python';

/** Distributions that are often vendored and whose modules are not called like them; normalised name to what lies on the disk. */
const OTHERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['setuptools', ['setuptools', 'pkg_resources']],
  ['attrs', ['attr', 'attrs']],
  ['beautifulsoup4', ['bs4']],
  ['msgpack-python', ['msgpack']],
  ['pillow', ['PIL']],
  ['python-dateutil', ['dateutil']],
  ['python-dotenv', ['dotenv']],
  ['python-slugify', ['slugify']],
  ['pyyaml', ['yaml']],
  ['ruamel-yaml', ['ruamel']],
  ['typing-inspect', ['typing_inspect']],
  ['backports-tarfile', ['backports']],
  ['jaraco-context', ['jaraco']],
  ['jaraco-functools', ['jaraco']],
  ['jaraco-text', ['jaraco']],
  ['jaraco-collections', ['jaraco']],
]);

/** What the modules of a distribution are called, normalised: by itself unless it is known to differ. */
export const importNamesOf = (name: string): readonly string[] =>
  (OTHERS.get(normalizeName(name)) ?? [name]).map(normalizeName);
