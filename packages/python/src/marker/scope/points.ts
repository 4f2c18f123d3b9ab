import { contains } from '../../specifier/contains.ts';
import { parseVersion } from '../../version/parse.ts';
import type { Marker, MarkerEnvironment, MarkerField, MarkerOperand } from '../types.ts';
import type { MarkerPlatform, MarkerUniverse } from './types.ts';

/** One environment to ask, and the place it has in the answer. */
export type Point = {
  readonly environment: MarkerEnvironment;
  /** Index of the Python in the universe. */
  readonly python: number;
  /** What tells it from the others besides Python, in words; empty where the marker asks for nothing else. */
  readonly label: string;
};

/** What a marker asks for, and how often. */
export type Asked = {
  readonly fields: ReadonlySet<MarkerField>;
  readonly literals: ReadonlyMap<MarkerField, ReadonlySet<string>>;
  readonly comparisons: number;
};

/** Gathers the fields of a marker and the texts that each is compared with. */
export const askedBy = (marker: Marker): Asked => {
  const fields = new Set<MarkerField>();
  const literals = new Map<MarkerField, Set<string>>();
  let comparisons = 0;
  const visit = (at: Marker): void => {
    if (at.kind !== 'compare') {
      at.items.forEach(visit);
      return;
    }
    comparisons += 1;
    const sides: readonly MarkerOperand[] = [at.left, at.right];
    for (const side of sides) {
      if (side.kind !== 'field') continue;
      fields.add(side.field);
      const texts = literals.get(side.field) ?? new Set<string>();
      for (const other of sides) if (other.kind === 'text') texts.add(other.text);
      literals.set(side.field, texts);
    }
  };
  visit(marker);
  return { fields, literals, comparisons };
};

const NUMBER = /[0-9]+\.[0-9]+(?:\.[0-9]+)?(?:(?:a|b|rc)[0-9]+)?/g;

/**
 * Releases of one minor version between which no comparison with these texts can tell: each that is named, its neighbours, the first and
 * one after all of them (PEP 440 orders releases by their third number alone here). Pre-releases only where one is named.
 */
const releasesOf = (python: string, texts: ReadonlySet<string>): readonly string[] => {
  const [major = '', minor = '', third] = python.split('.');
  if (third !== undefined) return [python];
  const numbers = new Set([0, 99]);
  const named = new Set<string>();
  for (const text of texts)
    for (const found of text.slice(0, 200).match(NUMBER) ?? []) {
      const version = parseVersion(found);
      const [x, y, z = 0] = version?.release ?? [];
      if (Number(x) !== Number(major) || Number(y) !== Number(minor)) continue;
      if (/[a-z]/.test(found)) named.add(found);
      const at = Number(z);
      for (const number of [at - 1, at, at + 1]) if (number >= 0 && number < 1e6) numbers.add(number);
    }
  return [
    ...[...numbers].sort((a, b) => a - b).map((number) => `${major}.${minor}.${number}`),
    ...[...named].sort(),
  ];
};

const PLATFORM_FIELDS: readonly MarkerField[] = ['os_name', 'sys_platform', 'platform_system'];
const IMPLEMENTATION_FIELDS: readonly MarkerField[] = [
  'implementation_name',
  'platform_python_implementation',
];

const ANOTHER_MACHINE = 'another-machine';

const machinesOf = (
  { machines }: MarkerPlatform,
  texts: ReadonlySet<string>,
  open: boolean,
): readonly string[] =>
  open
    ? [...new Set([...machines, ...[...texts].flatMap((text) => text.split(/[\s,|]+/)), ANOTHER_MACHINE])]
    : machines;

type Part = { readonly environment: MarkerEnvironment; readonly words: readonly string[] };

const platformParts = (universe: MarkerUniverse, { fields, literals }: Asked): readonly Part[] => {
  const byMachine = fields.has('platform_machine');
  if (!byMachine && !PLATFORM_FIELDS.some((field) => fields.has(field)))
    return [{ environment: {}, words: [] }];
  return universe.platforms.flatMap((platform) => {
    const environment: MarkerEnvironment = {
      os_name: platform.osName,
      sys_platform: platform.sysPlatform,
      platform_system: platform.platformSystem,
    };
    if (!byMachine) return [{ environment, words: [platform.label] }];
    const texts = literals.get('platform_machine') ?? new Set();
    // One machine was asked for: then there is no other.
    return machinesOf(platform, texts, platform.machines.length !== 1).map((machine) => ({
      environment: { ...environment, platform_machine: machine },
      words: [`${platform.label} on ${machine === ANOTHER_MACHINE ? 'other machines' : machine}`],
    }));
  });
};

const implementationParts = ({ implementations }: MarkerUniverse, { fields }: Asked): readonly Part[] =>
  IMPLEMENTATION_FIELDS.some((field) => fields.has(field))
    ? implementations.map(({ label, name }) => ({
        environment: { implementation_name: name, platform_python_implementation: label },
        words: [label],
      }))
    : [{ environment: {}, words: [] }];

type PythonPart = { readonly environment: MarkerEnvironment; readonly python: number };

const pythonParts = (universe: MarkerUniverse, { fields, literals }: Asked): readonly PythonPart[] => {
  const { requiresPython } = universe;
  const byRelease = fields.has('python_full_version');
  const texts = new Set([
    ...(literals.get('python_full_version') ?? []),
    // What is left out by the project is left out release by release.
    ...(byRelease ? (requiresPython?.specifiers.map(({ text }) => text) ?? []) : []),
  ]);
  return universe.pythons.flatMap((python, index) => {
    const short = python.split('.', 2).join('.');
    const full = byRelease ? releasesOf(python, texts) : releasesOf(python, requiredTexts(requiresPython));
    const admitted =
      requiresPython === undefined ? full : full.filter((version) => contains(requiresPython, version));
    const environments: readonly MarkerEnvironment[] = byRelease
      ? admitted.map((version) => ({ python_version: short, python_full_version: version }))
      : admitted.length > 0
        ? [{ python_version: short }]
        : [];
    return environments.map((environment) => ({ environment, python: index }));
  });
};

const requiredTexts = (set: MarkerUniverse['requiresPython']): ReadonlySet<string> =>
  new Set(set?.specifiers.map(({ text }) => text) ?? []);

/** The environments that a marker can tell apart, and no others; undefined where they are more than `most`. */
export const pointsOf = (
  universe: MarkerUniverse,
  asked: Asked,
  most: number,
): readonly Point[] | undefined => {
  const platforms = platformParts(universe, asked);
  const implementations = implementationParts(universe, asked);
  const pythons = pythonParts(universe, asked);
  if (platforms.length * implementations.length * pythons.length > most) return undefined;
  return platforms.flatMap((platform) =>
    implementations.flatMap((implementation) => {
      const label = [...implementation.words, ...platform.words].join(', ');
      return pythons.map(({ environment, python }) => ({
        environment: { ...platform.environment, ...implementation.environment, ...environment },
        python,
        label,
      }));
    }),
  );
};
