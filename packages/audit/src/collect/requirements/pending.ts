import {
  markerText,
  namedByFile,
  normalizeName,
  type Requirement,
  type RequirementsAddress,
  type RequirementsEntry,
  withoutCredentials,
} from '@custody/python';
import type { Subject, SubjectLocation, SubjectSource } from '../../subject/index.ts';
import type { Pending } from '../pending.ts';
import type { Followed } from './follow.ts';

/** The one version that a requirement asks for, whatever other clauses it has. */
export const pinOf = ({ target }: Requirement): string | undefined => {
  if (target.kind !== 'versions') return undefined;
  const exact = target.specifiers.specifiers.find(
    (specifier) =>
      specifier.operator === '===' || (specifier.operator === '==' && specifier.kind === 'version'),
  );
  return exact?.text;
};

const NONE: readonly never[] = [];

const hashesOf = ({ options }: RequirementsEntry): Subject['hashes'] =>
  options.length === 0
    ? NONE
    : options.flatMap(({ name, value }) => {
        const [, algorithm = '', digest = ''] =
          /^(sha256|sha384|sha512):([0-9a-fA-F]+)$/.exec(value?.text ?? '') ?? [];
        return name !== '--hash' || digest === '' ? [] : [{ algorithm, digest: digest.toLowerCase() }];
      });

const VCS = /^(?:git|hg|svn|bzr)\+/i;

/** Where a URL leads, without what is secret in it. */
export const sourceOfUrl = (written: string): SubjectSource => {
  if (/^file:/i.test(written)) return { kind: 'local', path: '' };
  const url = withoutCredentials(written, true);
  if (!VCS.test(url)) return { kind: 'url', url };
  const at = url.lastIndexOf('@');
  const commit = at > url.indexOf('://') + 2 ? url.slice(at + 1) : '';
  return /^[0-9a-f]{7,64}$/.test(commit)
    ? { kind: 'vcs', url: url.slice(0, at), commit }
    : { kind: 'vcs', url };
};

const shownLine = (entry: RequirementsEntry): string => {
  const at = entry.text.indexOf(' -');
  const text = entry.text.startsWith('-') || at === -1 ? entry.text : entry.text.slice(0, at);
  return text.includes('://') || text.includes('@') ? withoutUrlSecrets(text) : text;
};

/** Every address in a line without what is secret in it. */
const withoutUrlSecrets = (text: string): string =>
  text
    .split(' ')
    .map((word) => {
      const scheme = word.indexOf('://');
      return scheme === -1 ? word : withoutCredentials(word, true);
    })
    .join(' ');

const variable = ({ variables }: RequirementsEntry): Pending['refused'] =>
  variables.length === 0
    ? undefined
    : {
        reason: 'variable',
        sentence: `\${${variables[0] ?? ''}} has no value: the environment is not asked, so give it one`,
      };

const malformed = (sentence: string): Pending['refused'] => ({ reason: 'malformed', sentence });

const ofAddress = (
  { scheme, name, version, address, markerText: marker }: RequirementsAddress,
  editable: boolean,
): Partial<Pending> => {
  const source: SubjectSource =
    scheme === 'vcs' || scheme === 'url'
      ? sourceOfUrl(address.text)
      : { kind: 'local', path: scheme === 'path' ? address.text : '' };
  return {
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    source,
    ...(marker === undefined ? {} : { marker }),
    ...(name !== undefined && scheme !== 'path' && scheme !== 'file'
      ? {}
      : {
          refused: {
            reason: 'not-from-index' as const,
            sentence: editable
              ? 'it installs a source tree: audit what that declares or locks'
              : 'it is a path or an address without a name: audit the file or directory itself',
          },
        }),
  };
};

const ofRequirement = (requirement: Requirement): Partial<Pending> => {
  const { target, marker, writtenName } = requirement;
  const file = target.kind === 'url' ? namedByFile(target.url) : undefined;
  const version = target.kind === 'url' ? file?.version : pinOf(requirement);
  const other = file !== undefined && file.name !== normalizeName(writtenName);
  return {
    name: writtenName,
    ...(version === undefined || other ? {} : { version }),
    source: target.kind === 'url' ? sourceOfUrl(target.url) : { kind: 'index' },
    ...(marker === undefined ? {} : { marker: markerText(marker) }),
  };
};

/** Versions that constraints pin, with where: they decide for requirements that leave them open. */
export type Pins = ReadonlyMap<
  string,
  readonly { readonly version: string; readonly location: SubjectLocation }[]
>;

export const locationOf = (file: string, line: number): SubjectLocation => ({
  file,
  position: { kind: 'text', line },
});

/** What constraints say, by normalised name. */
export const pinsOf = (followed: readonly Followed[]): Pins => {
  const pins = new Map<string, { version: string; location: SubjectLocation }[]>();
  for (const { file, constraint, entry } of followed) {
    const version = constraint && entry.kind === 'requirement' ? pinOf(entry.requirement) : undefined;
    if (version === undefined || entry.kind !== 'requirement' || entry.requirement.marker !== undefined)
      continue;
    const list = pins.get(entry.requirement.name) ?? [];
    list.push({ version, location: locationOf(file, entry.line) });
    pins.set(entry.requirement.name, list);
  }
  return pins;
};

/** One line as an entry; undefined where it names no component. */
export const pendingOf = (
  { file, constraint, entry, notRead }: Followed,
  pins: Pins,
): Pending | undefined => {
  const base = { text: shownLine(entry), location: locationOf(file, entry.line), hashes: hashesOf(entry) };
  const direct = constraint ? {} : { direct: true };
  switch (entry.kind) {
    case 'options':
      return undefined;
    case 'include':
      return {
        ...base,
        refused: { reason: 'not-read', sentence: `the file that it names was not read: ${notRead ?? ''}` },
      };
    case 'malformed': {
      const refused = variable(entry) ?? malformed(entry.reason.replace(/\.$/, ''));
      return refused === undefined ? base : { ...base, refused };
    }
    case 'address':
    case 'editable': {
      const refused = variable(entry);
      const read = ofAddress(entry.address, entry.kind === 'editable');
      return {
        ...base,
        ...direct,
        ...read,
        ...(refused === undefined || read.version !== undefined ? {} : { refused }),
      };
    }
    case 'requirement':
      break;
  }
  const read = ofRequirement(entry.requirement);
  const [pin, ...others] =
    read.version === undefined && read.source?.kind === 'index' && !constraint
      ? (pins.get(entry.requirement.name) ?? [])
      : [];
  // Of several pins under different markers none is the one.
  const pinned =
    pin !== undefined && others.every(({ version }) => version === pin.version)
      ? { version: pin.version, also: [pin.location] }
      : {};
  return { ...base, ...direct, ...read, ...pinned };
};
