import { createHash } from 'node:crypto';
import {
  createMarkerScopes,
  type MarkerUniverse,
  parseSpecifierSet,
  SUPPORTED_ENVIRONMENTS,
} from '@custody/python';
import { detectInput } from './detect.ts';
import { collectLock } from './locks/collect.ts';
import { account } from './pending.ts';
import { collectPyproject } from './pyproject/collect.ts';
import { collectScript } from './pyproject/script.ts';
import { collectRequirements, type PendingInput } from './requirements/collect.ts';
import type { Collected, CollectPorts, CollectProblem, InputKind } from './types.ts';

type Collect = (
  file: string,
  bytes: Uint8Array,
  ports: CollectPorts,
  problems: CollectProblem[],
) => PendingInput | Promise<PendingInput>;

const lock =
  (format: Parameters<typeof collectLock>[2]): Collect =>
  (file, bytes, _ports, problems) =>
    collectLock(file, bytes, format, problems);

/** YAML takes a while to load, and most runs have none. */
const conda = () => import('./conda/collect.ts');

const COLLECTORS: Readonly<Record<Exclude<InputKind, 'unknown'>, Collect>> = {
  requirements: collectRequirements,
  pyproject: (file, bytes, _ports, problems) => collectPyproject(file, bytes, problems),
  pylock: lock('pylock'),
  'uv-lock': lock('uv'),
  'poetry-lock': lock('poetry'),
  'pdm-lock': lock('pdm'),
  'pipfile-lock': lock('pipfile'),
  script: collectScript,
  'conda-environment': async (...given) => (await conda()).collectCondaEnvironment(...given),
  'conda-lock': async (file, bytes, _ports, problems) =>
    (await conda()).collectCondaLock(file, bytes, problems),
  'conda-explicit': async (file, bytes) => (await conda()).collectCondaExplicit(file, bytes),
};

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What markers are asked about, in words. */
const askedOf = ({ pythons, platforms, requiresPython }: MarkerUniverse): readonly string[] => [
  `Python ${pythons.length > 1 ? `${pythons[0] ?? ''} to ${pythons.at(-1) ?? ''}` : (pythons[0] ?? '')}`,
  ...(requiresPython === undefined
    ? []
    : [
        `as far as the project takes them (${requiresPython.specifiers.map(({ operator, text }) => operator + text).join(',')})`,
      ]),
  platforms.map(({ label }) => label).join(', '),
];

const universeOf = (given: MarkerUniverse | undefined, requires: string | undefined): MarkerUniverse => {
  const universe = given ?? SUPPORTED_ENVIRONMENTS;
  const set = requires === undefined ? undefined : parseSpecifierSet(requires);
  // What is no specifier set leaves nothing out.
  return set === undefined || set.kind === 'invalid' ? universe : { ...universe, requiresPython: set };
};

/** The kind of the input is given by name, else it is found out. */
export type CollectOptions = CollectPorts & { readonly kind?: Exclude<InputKind, 'unknown'> };

/**
 * Takes everything that a file names and accounts for each entry: audited, inapplicable, or unaudited with the reason. Nothing is run,
 * resolved or fetched; other files only through `read`. What cannot be read at all is one unaudited entry. Never throws for bad data.
 *
 * @param path as the person named it; its last part tells the kind, else the content does.
 */
export const collectFile = async (
  path: string,
  bytes: Uint8Array,
  options: CollectOptions = {},
): Promise<Collected> => {
  const kind = options.kind ?? detectInput(path, bytes);
  const problems: CollectProblem[] = [];
  const read: PendingInput =
    kind === 'unknown'
      ? { kind: 'unreadable', reason: 'neither its name nor its content is that of an input that is known' }
      : await COLLECTORS[kind](path, bytes, options, problems);
  const found =
    read.kind === 'entries'
      ? read
      : {
          pending: [
            {
              text: path,
              location: { file: path },
              refused: { reason: 'malformed' as const, sentence: `it cannot be read: ${read.reason}` },
            },
          ],
        };
  const details: Partial<Extract<PendingInput, { kind: 'entries' }>> = found;
  const universe = universeOf(options.universe, details.requiresPython);
  const context = { file: path, scopeOf: createMarkerScopes(universe), asked: askedOf(universe), problems };
  const { accounted, subjects } = account(found.pending, context);
  return {
    kind,
    subjects,
    accounted,
    problems,
    input: {
      path,
      format: kind,
      sha256: sha256(bytes),
      size: bytes.length,
      ...(details.name === undefined ? {} : { name: details.name }),
      ...(details.version === undefined ? {} : { version: details.version }),
      accounted,
    },
    included: (details.included ?? []).map((file) => ({
      path: file.path,
      sha256: sha256(file.bytes),
      size: file.bytes.length,
    })),
  };
};
