import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { parseVersion, versionKey } from '@custody/python';
import { collectFile } from '../../collect/index.ts';
import { assessor } from '../../flaw/index.ts';
import type { Answer, IndexData, IndexFile, IndexVersion } from '../../index-data/index.ts';
import { advisory, affected, between } from '../../testing/advisories.ts';
import type { StoredAdvisory } from '../../types.ts';
import type { FixInput } from '../input.ts';
import type { FixBench } from '../plan.ts';

/** What an index offers: by name, by version, what that needs. */
export type Offer = Readonly<
  Record<
    string,
    Readonly<
      Record<
        string,
        | readonly string[]
        | (Partial<IndexVersion> & { readonly needs?: readonly string[]; readonly wheels?: number })
      >
    >
  >
>;

const unknown = <T>(reason: string): Answer<T> => ({ kind: 'unknown', reason });

type Said = Offer[string][string];

const keyOf = (version: string): string => {
  const read = parseVersion(version);
  return read === undefined ? version : versionKey(read);
};

const needsOf = (said: Said): readonly string[] => ('map' in said ? said : (said.needs ?? []));

const wheelsOf = (said: Said): number => ('map' in said ? 1 : (said.wheels ?? 1));

const versionOf = (version: string, said: Said): IndexVersion => {
  if ('map' in said) return { version };
  const { needs: _, wheels: _wheels, ...rest } = said;
  return { ...rest, version };
};

export const sha = (text: string, algorithm = 'sha256'): string =>
  createHash(algorithm).update(text).digest('hex');

/** The files of one version: wheels and an sdist. */
export const filesFor = (name: string, version: string, wheels = 1): readonly IndexFile[] =>
  [
    ...Array.from({ length: wheels }, (_, at) =>
      wheels === 1 ? `${name}-${version}-py3-none-any.whl` : `${name}-${version}-cp3${at}-cp3${at}-win32.whl`,
    ),
    `${name}-${version}.tar.gz`,
  ].map((file) => ({
    name: file,
    kind: file.endsWith('.whl') ? 'wheel' : 'sdist',
    url: `https://files.example/${file}`,
    hashes: [{ algorithm: 'sha256', digest: sha(file) }],
    size: file.length,
    uploaded: '2026-01-02T03:04:05.678901Z',
  }));

/** An index over a table, and how often it was asked for metadata. */
export const indexOf = (offer: Offer): IndexData & { readonly asked: string[] } => {
  const asked: string[] = [];
  const table = new Map(
    Object.entries(offer).map(([name, versions]) => [
      name,
      new Map(Object.entries(versions).map(([version, said]) => [keyOf(version), { version, said }])),
    ]),
  );
  const answer = <T>(
    name: string,
    version: string,
    of: (found: { version: string; said: Said }) => T,
  ): Promise<Answer<T>> => {
    const found = table.get(name)?.get(keyOf(version));
    return Promise.resolve(
      found === undefined
        ? unknown(`the index has no files of ${name} ${version}`)
        : { kind: 'known', value: of(found) },
    );
  };
  return {
    asked,
    versions: (name) => {
      const versions = table.get(name);
      return Promise.resolve(
        versions === undefined
          ? unknown(`the index does not know ${name}`)
          : {
              kind: 'known',
              value: [...versions.values()].map(({ version, said }) => versionOf(version, said)),
            },
      );
    },
    metadata: (name, version) => {
      asked.push(`${name} ${version}`);
      return answer(name, version, ({ said }) => ({ requiresDist: needsOf(said) }));
    },
    files: (name, version) =>
      answer(name, version, (found) => filesFor(name, found.version, wheelsOf(found.said))),
  };
};

/** A flaw of a package: from the beginning until a version. */
export const flaw = (id: string, name: string, fixed?: string, introduced = '0'): StoredAdvisory =>
  advisory(id, [affected({ name, ...between(introduced, fixed) })]);

export const assessOver = (advisories: readonly StoredAdvisory[]): FixBench['assess'] =>
  assessor({
    find: (ecosystem, name) =>
      advisories.filter(({ record }) =>
        record.affected.some((one) => one.ecosystem === ecosystem && one.name === name),
      ),
  });

export const NOW = new Date('2026-11-20T00:00:00Z');

export const benchOf = (
  offer: Offer,
  advisories: readonly StoredAdvisory[],
  more: Partial<FixBench> = {},
): FixBench => ({ assess: assessOver(advisories), index: indexOf(offer), now: NOW, ...more });

/** An input from the texts of its files; the first is the one that is named. */
export const inputOf = async (
  texts: Readonly<Record<string, string | Uint8Array>>,
  project?: string,
): Promise<FixInput> => {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, Buffer.from(text)]));
  const [path = ''] = files.keys();
  const collected = await collectFile(path, files.get(path) ?? new Uint8Array(), {
    read: (other) => {
      const bytes = files.get(other);
      return bytes === undefined ? { kind: 'refused', reason: 'it is not there' } : { kind: 'bytes', bytes };
    },
  });
  return {
    collected,
    files,
    ...(project === undefined ? {} : { project: { path: 'pyproject.toml', bytes: Buffer.from(project) } }),
  };
};
