/** What a Python tag says. `other` is what PEP 425 does not name. */
export type PythonTag =
  | {
      readonly kind: 'python';
      readonly implementation: 'generic' | 'cpython' | 'pypy' | 'ironpython' | 'jython' | 'graalpy';
      readonly major: number;
      /** Absent where the tag has the major version only: `py3` is any Python 3, not 3.0. */
      readonly minor?: number;
    }
  | { readonly kind: 'other'; readonly tag: string };

const IMPLEMENTATIONS = {
  py: 'generic',
  cp: 'cpython',
  pp: 'pypy',
  ip: 'ironpython',
  jy: 'jython',
  graalpy: 'graalpy',
} as const;

/** What a Python tag says (PEP 425, "Python Tag"). Any case. */
export const describePython = (python: string): PythonTag => {
  const tag = python.toLowerCase();
  const match = /^(py|cp|pp|ip|jy|graalpy)([0-9])_?([0-9]{0,4})$/.exec(tag);
  if (match === null) return { kind: 'other', tag };
  const [, name = '', major = '', minor = ''] = match;
  return {
    kind: 'python',
    implementation: IMPLEMENTATIONS[name as keyof typeof IMPLEMENTATIONS],
    major: Number(major),
    ...(minor === '' ? {} : { minor: Number(minor) }),
  };
};
