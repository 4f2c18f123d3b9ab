import type { SourceFile } from '../repository/source.ts';
import { parseShell } from '../shell/parse.ts';
import type { ByteRange } from '../types.ts';
import type { Setting } from '../workflow/types.ts';
import { placeIn } from '../yaml/place.ts';
import type { InstallOption } from './types.ts';

/** A variable that is set where an install runs. */
export type VariableAt = {
  readonly name: string;
  readonly value: string;
  readonly known: boolean;
  readonly file: SourceFile;
  readonly range: ByteRange;
};

/** A setting of `env:` as a variable. */
export const variableOf = ({ name, value }: Setting): VariableAt => ({
  name,
  value: value.value,
  known: !value.value.includes('${{'),
  file: value.source,
  range: value.range,
});

/** `CIBW_ENVIRONMENT` and its like: assignments as a shell writes them, put into every build. */
export const assignedIn = ({ name, value }: Setting): readonly VariableAt[] => {
  if (!/^CIBW_(?:TEST_)?ENVIRONMENT(?:_[A-Z]+)?$/.test(name)) return [];
  return parseShell(value.value).commands.flatMap(({ assignments }) =>
    assignments.map((one) => ({
      name: one.name,
      value: one.value.text,
      known: one.value.literal,
      file: value.source,
      range: placeIn(value, one.start, one.value.end),
    })),
  );
};

/** Options whose variable has no name of its own making (uv, "Environment variables"). */
const UV: ReadonlyMap<string, string> = new Map([
  ['UV_INDEX', '--index'],
  ['UV_DEFAULT_INDEX', '--default-index'],
  ['UV_INDEX_URL', '--index-url'],
  ['UV_EXTRA_INDEX_URL', '--extra-index-url'],
  ['UV_INDEX_STRATEGY', '--index-strategy'],
  ['UV_FIND_LINKS', '--find-links'],
  ['UV_INSECURE_HOST', '--allow-insecure-host'],
  ['UV_REQUIRE_HASHES', '--require-hashes'],
  ['UV_CONSTRAINT', '--constraint'],
  ['UV_BUILD_CONSTRAINT', '--build-constraint'],
  ['UV_EXCLUDE_NEWER', '--exclude-newer'],
  ['UV_NO_BUILD', '--no-build'],
  ['UV_NO_BUILD_ISOLATION', '--no-build-isolation'],
  ['UV_PRERELEASE', '--prerelease'],
]);

/** Options that are flags: a variable turns them on by `1`, `true`, `yes`, `on`. */
const FLAGS = new Set([
  '--require-hashes',
  '--no-build',
  '--no-build-isolation',
  '--pre',
  '--no-deps',
  '--no-index',
]);

/** The option that a variable stands for: pip's is the option's name in capitals behind `PIP_` (pip, "Configuration"). */
export const optionOfVariable = (tool: 'pip' | 'uv', at: VariableAt): InstallOption | undefined => {
  const { name, value, known, file, range } = at;
  const long =
    tool === 'uv'
      ? UV.get(name)
      : /^PIP_[A-Z0-9_]+$/.test(name)
        ? `--${name.slice(4).toLowerCase().replaceAll('_', '-')}`
        : undefined;
  if (long === undefined || value === '') return undefined;
  if (FLAGS.has(long)) {
    // pip reads its negative flags as they are named; `PIP_NO_BUILD_ISOLATION=0` is what turns isolation off.
    const off = tool === 'pip' && long === '--no-build-isolation';
    if (/^(?:1|true|yes|on|y|t)$/i.test(value) === off) return undefined;
    return { name: long, known, file, range, from: 'environment' };
  }
  return { name: long, value, known, file, range, valueRange: range, from: 'environment' };
};
