import { parse, TomlError } from 'smol-toml';
import { collector } from '../file/collector.ts';
import { decodeText } from '../file/decode.ts';
import type { FileProblem } from '../file/types.ts';
import { quote } from '../problem/quote.ts';
import { readBuildSystem } from './build-system.ts';
import type { PyprojectCode } from './codes.ts';
import { readGroups } from './groups.ts';
import { type KeyPath, locateKeys } from './locate/locate.ts';
import { readProject } from './project.ts';
import type { ParsedPyproject } from './types.ts';
import { sayTo, type Table, tableOf } from './values.ts';

const TABLES: ReadonlySet<string> = new Set(['build-system', 'project', 'dependency-groups', 'tool']);

type Read =
  | { readonly root: Table }
  | { readonly message: string; readonly line?: number; readonly column?: number };

const readToml = (text: string): Read => {
  try {
    return { root: new Map(Object.entries(parse(text, { integersAsBigInt: 'asNeeded' }))) };
  } catch (error) {
    const first = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
    return error instanceof TomlError
      ? { message: first, line: error.line, column: error.column }
      : { message: first };
  }
};

/** The same problems, each at the place of what it means. Where bytes were no UTF-8 columns are not known. */
const placed = (
  problems: readonly FileProblem<PyprojectCode>[],
  paths: Pick<WeakMap<FileProblem, KeyPath>, 'get'>,
  text: string,
  columns: boolean,
): readonly FileProblem<PyprojectCode>[] => {
  const wanted = problems.map((problem) => paths.get(problem));
  if (wanted.every((path) => path === undefined)) return problems;
  const places = locateKeys(
    text,
    wanted.map((path) => path ?? []),
  );
  return problems.map((problem, i) => {
    const place = places[i];
    if (place === undefined) return problem;
    return { ...problem, line: place.line, ...(columns ? { column: place.column } : {}) };
  });
};

/**
 * Reads a pyproject.toml: how the project is built, what it says of itself, its dependency groups. Problems name the key they
 * belong to, and where it stands; one about a key that is missing stands at its table. Never throws.
 * pyproject.toml specification (PEPs 517, 518, 621, 639, 735, 794, 808).
 */
export const parsePyproject = (bytes: Uint8Array): ParsedPyproject => {
  const problems = collector<PyprojectCode>();
  const { text, problems: decoding } = decodeText(bytes);
  for (const problem of decoding) problems.add(problem);
  const read = readToml(text);
  if ('message' in read) {
    const { message, ...at } = read;
    problems.add({ code: 'toml-syntax', message: `The file is no TOML: ${message}.`, ...at });
    return { dependencyGroups: new Map(), tools: [], problems: problems.done() };
  }
  const { root } = read;
  const paths = new WeakMap<FileProblem, KeyPath>();
  const say = sayTo(problems, paths);
  for (const name of root.keys())
    if (!TABLES.has(name))
      say('unknown-table', [name], `The table ${quote(name)} is not for use: tools have theirs in [tool].`);
  const build = tableOf(root.get('build-system'), ['build-system'], say);
  const project = tableOf(root.get('project'), ['project'], say);
  const groups = tableOf(root.get('dependency-groups'), ['dependency-groups'], say);
  const tools = tableOf(root.get('tool'), ['tool'], say);
  return {
    ...(build === undefined ? {} : { buildSystem: readBuildSystem(build, say) }),
    ...(project === undefined ? {} : { project: readProject(project, say) }),
    dependencyGroups: groups === undefined ? new Map() : readGroups(groups, say),
    tools: [...(tools?.keys() ?? [])].sort(),
    problems: placed(problems.done(), paths, text, !decoding.some(({ code }) => code === 'not-utf8')),
  };
};
