import { isHashed } from '../deps/hashed.ts';
import { indexEntries, requirementFilesIn } from '../deps/requirement-files.ts';
import { installsIn } from '../installs/installs.ts';
import { scriptsIn } from '../installs/scripts.ts';
import type { Install } from '../installs/types.ts';
import { optionOfVariable } from '../installs/variables.ts';
import type { RepositoryView } from '../repository/view.ts';
import { programOf } from '../shell/program.ts';
import { type PipSetting, pipScope } from './pip.ts';
import type { IndexScope } from './types.ts';

const SETTINGS =
  /^--(?:index-url|default-index|extra-index-url|index|find-links|trusted-host|allow-insecure-host|index-strategy|no-index)$/;

const namesOf = (view: RepositoryView, { specs }: Install): readonly string[] => {
  const files = new Map(view.once(requirementFilesIn).map((one) => [one.file.path, one]));
  return [
    ...new Set(
      specs.flatMap((spec) => {
        if (spec.kind === 'requirement') return [spec.requirement.name];
        const file =
          spec.kind === 'file' && spec.of === 'requirements' ? files.get(spec.path ?? '') : undefined;
        return file === undefined ? [] : indexEntries(file).map(({ requirement }) => requirement.name);
      }),
    ),
  ];
};

const ofInstalls = (view: RepositoryView): readonly IndexScope[] =>
  view.once(installsIn).flatMap((install) => {
    if (install.tool !== 'pip' && install.tool !== 'uv' && install.tool !== 'pipx') return [];
    const settings = install.options
      .filter(({ name }) => SETTINGS.test(name))
      .map((option): PipSetting => ({ ...option, value: option.value ?? '' }));
    const scope =
      settings.length === 0
        ? undefined
        : pipScope(settings, {
            file: install.file,
            range: install.range,
            tool: install.tool === 'uv' ? 'uv' : 'pip',
            what: install.command,
            hashed: isHashed(view, install),
            names: namesOf(view, install),
          });
    return scope === undefined ? [] : [scope];
  });

/** Variables that configure pip or uv where no install of ours is seen: tox, nox and scripts of the project obey them too. */
const ofVariables = (view: RepositoryView, told: ReadonlySet<string>): readonly IndexScope[] => {
  const seen = new Set(told);
  return view.once(scriptsIn).flatMap(({ variables }) =>
    variables.flatMap((variable) => {
      const key = `${variable.file.path}:${variable.range.start}`;
      const tool = variable.name.startsWith('UV_') ? 'uv' : 'pip';
      const option = /^(?:PIP|UV)_/.test(variable.name) ? optionOfVariable(tool, variable) : undefined;
      if (option === undefined || !SETTINGS.test(option.name) || seen.has(key)) return [];
      seen.add(key);
      const { file, range } = variable;
      const setting = { ...option, value: option.value ?? '' };
      return pipScope([setting], { file, range, tool, what: variable.name, hashed: false, names: [] }) ?? [];
    }),
  );
};

/** `pip config set global.index-url …`. */
const ofConfigCommands = (view: RepositoryView): readonly IndexScope[] =>
  view.once(scriptsIn).flatMap((at) => {
    if (!/\bpip[\d.]*\s+config\b/.test(at.text)) return [];
    return at.script().commands.flatMap((command) => {
      const program = programOf(command);
      if (program === undefined) return [];
      const words = program.args;
      const config = words.findIndex(({ text }) => text === 'config');
      const set = config === -1 ? -1 : words.findIndex(({ text }, index) => index > config && text === 'set');
      const operands = set === -1 ? [] : words.slice(set + 1).filter(({ text }) => !text.startsWith('-'));
      const [key, value] = operands;
      if (key === undefined || value === undefined) return [];
      const name = `--${key.text.slice(key.text.indexOf('.') + 1)}`;
      const range = at.place(value.start, value.end);
      const setting = { name, value: value.text, known: value.literal, file: at.file, range };
      return (
        pipScope([setting], {
          file: at.file,
          range,
          tool: 'pip',
          what: 'pip config set',
          hashed: false,
          names: [],
        }) ?? []
      );
    });
  });

/** What commands and variables say of indexes. */
export const commandScopes = (view: RepositoryView): readonly IndexScope[] => {
  const installs = ofInstalls(view);
  const told = new Set(
    installs.flatMap(({ uses, trusted, chosen }) =>
      [...uses, ...trusted, ...(chosen === undefined ? [] : [chosen])].map(
        ({ file, range }) => `${file.path}:${range.start}`,
      ),
    ),
  );
  return [...installs, ...ofVariables(view, told), ...ofConfigCommands(view)];
};
