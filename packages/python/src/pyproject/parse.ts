import { parse, TomlError } from 'smol-toml';
import { collector } from '../file/collector.ts';
import { decodeText } from '../file/decode.ts';
import { quote } from '../problem/quote.ts';
import { readBuildSystem } from './build-system.ts';
import type { PyprojectCode } from './codes.ts';
import { readGroups } from './groups.ts';
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

/**
 * Reads a pyproject.toml: how the project is built, what it says of itself, its dependency groups. Problems name the key they
 * belong to; only a fault of the TOML itself has a line. Never throws.
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
  const say = sayTo(problems);
  for (const name of root.keys())
    if (!TABLES.has(name))
      say('unknown-table', name, `The table ${quote(name)} is not for use: tools have theirs in [tool].`);
  const build = tableOf(root.get('build-system'), 'build-system', say);
  const project = tableOf(root.get('project'), 'project', say);
  const groups = tableOf(root.get('dependency-groups'), 'dependency-groups', say);
  const tools = tableOf(root.get('tool'), 'tool', say);
  return {
    ...(build === undefined ? {} : { buildSystem: readBuildSystem(build, say) }),
    ...(project === undefined ? {} : { project: readProject(project, say) }),
    dependencyGroups: groups === undefined ? new Map() : readGroups(groups, say),
    tools: [...(tools?.keys() ?? [])].sort(),
    problems: problems.done(),
  };
};
