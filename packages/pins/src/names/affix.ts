const BEFORE = ['python-', 'python3-', 'python', 'py-', 'py', 'lib'];
const AFTER = [
  '-python',
  '-python3',
  '-py',
  '-py3',
  '-official',
  '-lib',
  '-package',
  '-pip',
  '2',
  '3',
  '-v2',
];

/** What is left of a name without a beginning or end that says nothing, with the affix: `requests` of `python-requests`. */
export const withoutAffix = (name: string): readonly { readonly rest: string; readonly affix: string }[] => [
  ...BEFORE.filter((affix) => name.startsWith(affix)).map((affix) => ({
    rest: name.slice(affix.length),
    affix,
  })),
  ...AFTER.filter((affix) => name.endsWith(affix)).map((affix) => ({
    rest: name.slice(0, -affix.length),
    affix,
  })),
];
