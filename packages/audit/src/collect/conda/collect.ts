import { readRequirementsFile, textOfLock } from '@custody/python';
import type { Pending } from '../pending.ts';
import type { PendingInput } from '../requirements/collect.ts';
import { pendingOfLines } from '../requirements/collect.ts';
import { type Followed, followIncludes, type Tree } from '../requirements/follow.ts';
import { locationOf } from '../requirements/pending.ts';
import type { CollectPorts, CollectProblem } from '../types.ts';
import { memberOf, readYaml, textIn, type YamlNode } from './yaml.ts';

const malformed = (file: string, { line }: YamlNode, sentence: string): Pending => ({
  text: sentence,
  location: locationOf(file, line),
  refused: { reason: 'malformed', sentence },
});

const conda = (
  file: string,
  line: number,
  text: string,
  name: string | undefined,
  version?: string,
): Pending => ({
  text,
  location: locationOf(file, line),
  type: 'conda',
  ...(name === undefined ? {} : { name }),
  ...(version === undefined ? {} : { version }),
});

/** `channel::name=version=build`, `name >=1`; conda's "match specification", of which name and exact version are read. */
const ofMatchSpec = (file: string, { text, line }: { text: string; line: number }): Pending => {
  const [, name, rest = ''] = /^(?:[^\s:=]+::)?([A-Za-z0-9_.-]+)\s*(.*)$/s.exec(text.trim()) ?? [];
  const version = /^={1,2}([A-Za-z0-9!+._]+)(?:=\S*)?$/.exec(rest)?.[1];
  return conda(file, line, text, name, version);
};

const ofPip = (
  file: string,
  node: YamlNode,
  ports: CollectPorts,
  problems: CollectProblem[],
): { readonly pending: readonly Pending[]; readonly included: Tree['included'] } => {
  const items = node.kind === 'list' ? node.items : [node];
  const followed: Followed[] = [];
  const included: Tree['included'][number][] = [];
  const wrong: Pending[] = [];
  for (const item of items) {
    if (item.kind !== 'text') {
      wrong.push(malformed(file, item, 'an item of the pip section is no text'));
      continue;
    }
    const reading = readRequirementsFile(
      Buffer.from(item.text),
      ports.variables === undefined ? {} : { variables: ports.variables },
    );
    if (reading.kind === 'unreadable') wrong.push(malformed(file, item, reading.reason));
    else {
      const at = (line: number): number => item.line + line - 1;
      const moved = {
        ...reading,
        entries: reading.entries.map((entry) => ({ ...entry, line: at(entry.line) })),
        problems: reading.problems.map((problem) => ({ ...problem, line: at(problem.line) })),
      };
      const tree = followIncludes({ file, constraint: false, reading: moved }, ports, problems);
      followed.push(...tree.followed);
      included.push(...tree.included);
    }
  }
  return { pending: [...pendingOfLines(followed), ...wrong], included };
};

const yamlOf = (bytes: Uint8Array): YamlNode | string => {
  const text = textOfLock(bytes);
  if (text === undefined) return 'it is not UTF-8';
  const read = readYaml(text);
  if (read.kind === 'yaml') return read.node;
  return `it is no YAML: ${read.line === undefined ? '' : `line ${read.line}: `}${read.message}`;
};

/** The entries of a conda `environment.yml`: conda's packages, and those of its pip section. */
export const collectCondaEnvironment = (
  file: string,
  bytes: Uint8Array,
  ports: CollectPorts,
  problems: CollectProblem[],
): PendingInput => {
  const root = yamlOf(bytes);
  if (typeof root === 'string') return { kind: 'unreadable', reason: root };
  const list = memberOf(root, 'dependencies');
  if (list?.kind !== 'list') return { kind: 'unreadable', reason: 'it has no list of dependencies' };
  const included: Tree['included'][number][] = [];
  const pending = list.items.flatMap((item): readonly Pending[] => {
    if (item.kind === 'text') return [ofMatchSpec(file, item)];
    if (item.kind !== 'map' || item.members.length === 0)
      return [malformed(file, item, 'a dependency is neither a text nor a table')];
    return item.members.flatMap(({ key, value }) => {
      if (key !== 'pip') return [malformed(file, item, 'the only table among dependencies is "pip"')];
      const pip = ofPip(file, value, ports, problems);
      included.push(...pip.included);
      return pip.pending;
    });
  });
  const name = textIn(root, 'name');
  return { kind: 'entries', pending, included, ...(name === undefined ? {} : { name }) };
};

/** The entries of a `conda-lock.yml` of version 1: each package once for each platform; those of pip are on PyPI. */
export const collectCondaLock = (
  file: string,
  bytes: Uint8Array,
  problems: CollectProblem[],
): PendingInput => {
  const root = yamlOf(bytes);
  if (typeof root === 'string') return { kind: 'unreadable', reason: root };
  const list = memberOf(root, 'package');
  if (list?.kind !== 'list') return { kind: 'unreadable', reason: 'it has no list of packages' };
  if (textIn(root, 'version') !== '1')
    problems.push({ file, message: "The lock's version is not 1, which is known." });
  const pending = list.items.map((item): Pending => {
    const [name, version, manager] = [textIn(item, 'name'), textIn(item, 'version'), textIn(item, 'manager')];
    if (name === undefined || version === undefined)
      return malformed(file, item, 'a package has no name or no version');
    const text = `${name}==${version}`;
    if (manager === 'conda') return conda(file, item.line, text, name, version);
    if (manager !== 'pip') return malformed(file, item, 'a package is managed by neither conda nor pip');
    const sha256 = textIn(memberOf(item, 'hash'), 'sha256');
    const category = textIn(item, 'category');
    return {
      text,
      location: locationOf(file, item.line),
      name,
      version,
      ...(sha256 === undefined ? {} : { hashes: [{ algorithm: 'sha256', digest: sha256.toLowerCase() }] }),
      groups: category === undefined || category === 'main' ? [] : [category],
    };
  });
  return { kind: 'entries', pending };
};

/** The entries of an explicit list: one URL of a package in each line (`conda list --explicit`). */
export const collectCondaExplicit = (file: string, bytes: Uint8Array): PendingInput => {
  const text = textOfLock(bytes);
  if (text === undefined) return { kind: 'unreadable', reason: 'it is not UTF-8' };
  const pending: Pending[] = [];
  for (const [at, written] of text.split(/\r\n|[\n\r]/).entries()) {
    const line = written.trim();
    if (line === '' || line.startsWith('#') || line === '@EXPLICIT') continue;
    const archive = line.split('#', 1)[0]?.split('/').at(-1) ?? '';
    const stem = /^(.+)-([^-]+)-[^-]+\.(?:conda|tar\.bz2)$/.exec(archive.slice(0, 300));
    pending.push(
      stem === null
        ? malformed(file, { kind: 'other', line: at + 1 }, 'it is no address of a conda package')
        : conda(file, at + 1, archive, stem[1], stem[2]),
    );
  }
  return { kind: 'entries', pending };
};
