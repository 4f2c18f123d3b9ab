import type { SourceFile } from '../repository/source.ts';
import type { RepositoryView } from '../repository/view.ts';
import {
  hashesOf,
  indexEntries,
  type RequirementsFile,
  requirementFilesIn,
} from '../deps/requirement-files.ts';
import { isAside } from '../repository/aside.ts';
import type { ByteRange } from '../types.ts';
import { iniValues } from './ini.ts';
import type { IndexScope, IndexUse } from './types.ts';

/** One setting of pip by its option's name, wherever it was written. */
export type PipSetting = {
  readonly name: string;
  readonly value: string;
  readonly known: boolean;
  readonly file: SourceFile;
  readonly range: ByteRange;
  readonly valueRange?: ByteRange;
};

const ROLES: ReadonlyMap<string, IndexUse['role']> = new Map([
  ['--index-url', 'default'],
  ['--default-index', 'default'],
  ['--extra-index-url', 'extra'],
  ['--index', 'extra'],
  ['--find-links', 'links'],
]);

const TRUSTED = new Set(['--trusted-host', '--allow-insecure-host']);

/** The values of a setting that takes several, parted at blanks. */
const valuesOf = ({ value, known }: PipSetting): readonly string[] =>
  known ? value.split(/[\s,]+/).filter((one) => one !== '') : [value];

/** Settings of pip, or of uv's options, that are in force together. */
export const pipScope = (
  settings: readonly PipSetting[],
  rest: Pick<IndexScope, 'file' | 'range' | 'tool' | 'what' | 'hashed' | 'names'>,
): IndexScope | undefined => {
  const uses: IndexUse[] = [];
  const trusted: IndexScope['trusted'][number][] = [];
  let offline = false;
  for (const setting of settings) {
    const { name, file, range, known } = setting;
    const role = ROLES.get(name);
    if (name === '--no-index') offline = true;
    const values = valuesOf(setting);
    for (const value of role === undefined ? [] : values) {
      // `name=https://…` of uv.
      const [, label, address = value] = /^([\w.-]+)=(https?:.*)$/.exec(value) ?? [];
      const whole = values.length === 1 && label === undefined;
      uses.push({
        role: role ?? 'extra',
        url: address,
        known,
        file,
        range,
        ...(label !== undefined && { name: label }),
        ...(whole && setting.valueRange !== undefined && { valueRange: setting.valueRange }),
      });
    }
    if (TRUSTED.has(name)) for (const host of valuesOf(setting)) trusted.push({ host, file, range });
  }
  const strategy = settings.find(({ name }) => name === '--index-strategy');
  if (uses.length === 0 && trusted.length === 0 && strategy === undefined) return undefined;
  const unsafe = strategy !== undefined && strategy.value.startsWith('unsafe');
  return {
    ...rest,
    uses: offline ? uses.filter(({ role }) => role === 'links') : uses,
    strategy: rest.tool === 'pip' || unsafe ? 'merged' : 'first',
    ...(strategy !== undefined && {
      chosen: {
        text: strategy.value,
        file: strategy.file,
        range: strategy.range,
        ...(strategy.valueRange !== undefined && { valueRange: strategy.valueRange }),
      },
    }),
    pypi: !offline && !uses.some(({ role }) => role === 'default'),
    trusted,
  };
};

const CONFIGURATION = /(?:^|\/)pip\.(?:conf|ini)$/;

const ofConfiguration = (file: SourceFile): IndexScope | undefined => {
  const settings = iniValues(file).map(
    ({ name, text, start, end }): PipSetting => ({
      name: `--${name}`,
      value: text,
      known: !/[$%]\{|\$\(/.test(text),
      file,
      range: file.rangeOf(start, end),
      valueRange: file.rangeOf(start, end),
    }),
  );
  const range = settings[0]?.range ?? { start: 0, end: 0 };
  return pipScope(settings, { file, range, tool: 'pip', what: file.path, hashed: false, names: [] });
};

/** What a requirements file says of indexes, with the names that stand in it. */
const ofRequirements = (one: RequirementsFile): IndexScope | undefined => {
  const { file, reading } = one;
  const settings = reading.entries
    .filter(({ kind }) => kind === 'options')
    .flatMap(({ options, variables }) =>
      options.map(
        ({ name, value, range }): PipSetting => ({
          name,
          value: value?.text ?? '',
          known: variables.length === 0,
          file,
          range,
          ...(value !== undefined && { valueRange: value.range }),
        }),
      ),
    );
  const range = settings[0]?.range;
  if (range === undefined) return undefined;
  const entries = indexEntries(one);
  return pipScope(settings, {
    file,
    range,
    tool: 'pip',
    what: file.path,
    hashed: entries.length > 0 && entries.every((entry) => hashesOf(entry).length > 0),
    names: [...new Set(entries.map(({ requirement }) => requirement.name))],
  });
};

/** What configuration files and requirements files of pip say of indexes. */
export const pipScopes = (view: RepositoryView): readonly IndexScope[] => [
  ...view.repository.paths.flatMap((path) => {
    if (!CONFIGURATION.test(path) || isAside(path)) return [];
    const reading = view.repository.read(path);
    return reading?.kind === 'file' ? (ofConfiguration(reading.file) ?? []) : [];
  }),
  ...view.once(requirementFilesIn).flatMap((one) => ofRequirements(one) ?? []),
];
