import { asTable, readToml, textOfLock, type TomlTable, tomlTextAt } from '@custody/python';
import type { PendingInput } from '../requirements/collect.ts';
import type { CollectProblem } from '../types.ts';
import { groupEntries, type Keyed, listEntries, located, tableEntries } from './tables.ts';

const DYNAMIC = 'it is dynamic: known only after a build, and nothing is built; audit the wheel or a lock';

const dynamicEntries = (project: TomlTable): readonly Keyed[] => {
  const dynamic = project.get('dynamic');
  if (!Array.isArray(dynamic)) return [];
  return (dynamic as readonly unknown[]).flatMap((field, at): readonly Keyed[] =>
    field === 'dependencies' || field === 'optional-dependencies'
      ? [
          {
            path: ['project', 'dynamic', at],
            pending: { text: `dynamic ${field}`, refused: { reason: 'dynamic', sentence: DYNAMIC } },
          },
        ]
      : [],
  );
};

/** Poetry's own tables, from before it knew `[project]`: constraints in its own language, which name no version. */
const poetryEntries = (poetry: TomlTable | undefined): readonly Keyed[] => {
  if (poetry === undefined) return [];
  const groups = [...(asTable(poetry.get('group')) ?? [])].map(([name, group]) => ({
    path: ['tool', 'poetry', 'group', name, 'dependencies'],
    table: asTable(asTable(group)?.get('dependencies')),
    groups: [name],
  }));
  const tables = [
    { path: ['tool', 'poetry', 'dependencies'], table: asTable(poetry.get('dependencies')), groups: [] },
    {
      path: ['tool', 'poetry', 'dev-dependencies'],
      table: asTable(poetry.get('dev-dependencies')),
      groups: ['dev'],
    },
    ...groups,
  ];
  return tables.flatMap(({ path, table, groups: of }) =>
    [...(table?.keys() ?? [])]
      .filter((name) => name !== 'python')
      .map((name) => ({
        path: [...path, name],
        pending: {
          text: name,
          name,
          groups: of,
          direct: true,
          refused: {
            reason: 'not-pinned' as const,
            sentence: 'not pinned: name poetry.lock or the installed environment',
          },
        },
      })),
  );
};

/**
 * The entries of a pyproject.toml: what the project needs, for its extras, groups and its build. PEP 621, PEP 735, PEP 518; tables of
 * uv, PDM and Poetry that say more.
 */
export const collectPyproject = (
  file: string,
  bytes: Uint8Array,
  problems: CollectProblem[],
): PendingInput => {
  const text = textOfLock(bytes);
  if (text === undefined) return { kind: 'unreadable', reason: 'it is not UTF-8' };
  const toml = readToml(text);
  if (toml.kind === 'malformed')
    return { kind: 'unreadable', reason: `it is no TOML: line ${toml.line ?? 1}: ${toml.message}` };
  const project = asTable(toml.table.get('project'));
  if (project === undefined && toml.table.has('project'))
    problems.push({ file, message: '[project] is no table: it names no component' });
  const tool = asTable(toml.table.get('tool'));
  const build = asTable(toml.table.get('build-system'));
  const keyed = [
    ...listEntries(project?.get('dependencies'), ['project', 'dependencies']),
    ...tableEntries(project?.get('optional-dependencies'), ['project', 'optional-dependencies'], (extra) => ({
      extras: [extra],
    })),
    ...(project === undefined ? [] : dynamicEntries(project)),
    ...groupEntries(toml.table.get('dependency-groups')),
    ...listEntries(build?.get('requires'), ['build-system', 'requires'], { groups: ['build-system'] }),
    ...listEntries(asTable(tool?.get('uv'))?.get('dev-dependencies'), ['tool', 'uv', 'dev-dependencies'], {
      groups: ['dev'],
    }),
    ...tableEntries(
      asTable(tool?.get('pdm'))?.get('dev-dependencies'),
      ['tool', 'pdm', 'dev-dependencies'],
      (group) => ({ groups: [group] }),
    ),
    ...poetryEntries(asTable(tool?.get('poetry'))),
  ];
  const [name, version, requires] = ['name', 'version', 'requires-python'].map((key) =>
    tomlTextAt(project, key),
  );
  return {
    kind: 'entries',
    pending: located(file, text, keyed),
    ...(name === undefined ? {} : { name }),
    ...(version === undefined ? {} : { version }),
    ...(requires === undefined ? {} : { requiresPython: requires }),
  };
};
