import { STDLIB } from './data/stdlib.ts';

const MODULES = new Set(STDLIB);

/** Projects of PyPI that bring a module of the standard library to interpreters without it, or only share its name. */
const PROJECTS: ReadonlyMap<string, string> = new Map([
  ['argparse', 'a copy for Python 3.1 and older'],
  ['asyncio', 'a copy for Python 3.3'],
  ['configparser', 'a copy of the newest one for older interpreters'],
  ['contextvars', 'a copy for Python 3.6'],
  ['dataclasses', 'a copy for Python 3.6'],
  ['datetime', "Zope's DateTime, which is another thing"],
  ['hashlib', 'a copy for Python 2.4'],
  ['importlib', 'a copy for Python 2.6'],
  ['ipaddress', 'a copy for Python 2'],
  ['multiprocessing', 'a copy for Python 2.5'],
  ['pathlib', 'a copy for Python 3.3 and older'],
  ['ssl', 'a copy for Python 2.5'],
  ['statistics', 'a copy for Python 3.3 and older'],
  ['typing', 'a copy for Python 3.4 and older'],
  ['uuid', 'a copy for Python 2.4'],
  ['wsgiref', 'a copy for Python 2.4'],
]);

/** True for the normalised name of a public module of the standard library of CPython 3.9 to 3.15. */
export const isStdlibName = (name: string): boolean => MODULES.has(name);

/** What the project on PyPI is that has the name of a standard module, where it is known to be honest. */
export const honestNamesake = (name: string): string | undefined => PROJECTS.get(name);
