import type { RepositoryView } from '../../repository/view.ts';
import type { SourceFile } from '../../repository/source.ts';
import { type JsonNode, memberOf, readJson5, textsOfJson } from './json5.ts';

/** A configuration of Renovate, as far as it says what is covered. */
export type Renovate = {
  readonly file: SourceFile;
  readonly root: JsonNode;
  readonly presets: readonly string[];
  /** Presets whose contents are not known here: they may say anything. */
  readonly unknownPresets: readonly string[];
  /** Empty: all of them. */
  readonly managers: readonly string[];
  readonly disabledManagers: ReadonlySet<string>;
  /** Patterns of paths that are passed over. */
  readonly ignored: readonly string[];
  /** Only these, where there are any. */
  readonly included: readonly string[];
  readonly enabled: boolean;
};

/** The files that Renovate looks for, in its order (its documentation, "Configuration Location"). */
export const RENOVATE_PATHS = [
  'renovate.json',
  'renovate.json5',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.json5',
] as const;

/** What `:ignoreModulesAndTests` passes over, which the common presets extend. */
const MODULES_AND_TESTS = [
  '**/node_modules/**',
  '**/bower_components/**',
  '**/vendor/**',
  '**/examples/**',
  '**/__tests__/**',
  '**/test/**',
  '**/tests/**',
  '**/__fixtures__/**',
];

const COMMON = /^(?:config:(?:recommended|best-practices|base|js-app|js-lib)|:ignoreModulesAndTests)$/;

/** Presets of Renovate's own; none but the common ones says what is covered. */
const OWN =
  /^(?:config|docker|helpers|group|schedule|security|workarounds|replacements|monorepo|mergeConfidence|preview|regexManagers|customManagers|npm|packages|abandonments|default|global):|^:/;

const rulesOf = (root: JsonNode): readonly JsonNode[] => {
  const rules = memberOf(root, 'packageRules');
  return rules?.kind === 'array' ? rules.items : [];
};

/** What a rule without any other condition than managers switches off. */
const switchedOff = (rule: JsonNode): readonly string[] => {
  const enabled = memberOf(rule, 'enabled');
  if (rule.kind !== 'object' || enabled?.kind !== 'other' || enabled.value !== 'false') return [];
  const conditions = [...rule.entries.keys()].filter((key) => /^(?:match|exclude)/.test(key));
  return conditions.length === 1 ? textsOfJson(memberOf(rule, 'matchManagers')) : [];
};

/** A Renovate configuration as a typed view. */
export const renovateOf = (file: SourceFile, root: JsonNode): Renovate => {
  const presets = textsOfJson(memberOf(root, 'extends'));
  const ignored = memberOf(root, 'ignorePaths');
  const enabled = memberOf(root, 'enabled');
  const disabledManagers = new Set(rulesOf(root).flatMap(switchedOff));
  for (const [key, value] of root.kind === 'object' ? root.entries : []) {
    const own = memberOf(value, 'enabled');
    if (own?.kind === 'other' && own.value === 'false') disabledManagers.add(key);
  }
  return {
    file,
    root,
    presets,
    unknownPresets: presets.filter((one) => !OWN.test(one)),
    managers: textsOfJson(memberOf(root, 'enabledManagers')),
    disabledManagers,
    ignored:
      ignored !== undefined
        ? textsOfJson(ignored)
        : presets.some((one) => COMMON.test(one))
          ? MODULES_AND_TESTS
          : [],
    included: textsOfJson(memberOf(root, 'includePaths')),
    enabled: !(enabled?.kind === 'other' && enabled.value === 'false'),
  };
};

export type RenovateReading =
  | { readonly kind: 'read'; readonly renovate: Renovate }
  | {
      readonly kind: 'unread';
      readonly path: string;
      readonly reason: string;
      readonly file?: SourceFile;
      readonly at?: number;
    };

/** The repository's Renovate configuration: `view.once(renovateIn)`. */
export const renovateIn = (view: RepositoryView): RenovateReading | undefined => {
  for (const path of [...RENOVATE_PATHS, 'package.json']) {
    const reading = view.repository.read(path);
    if (reading === undefined) continue;
    if (reading.kind === 'unreadable') {
      if (path === 'package.json') return undefined;
      return { kind: 'unread', path, reason: reading.reason };
    }
    const { file } = reading;
    const parsed = readJson5(file.text);
    if (path === 'package.json') {
      const own = parsed.kind === 'value' ? memberOf(parsed.node, 'renovate') : undefined;
      return own && { kind: 'read', renovate: renovateOf(file, own) };
    }
    return parsed.kind === 'malformed'
      ? { kind: 'unread', path, reason: parsed.reason, file, at: parsed.at }
      : { kind: 'read', renovate: renovateOf(file, parsed.node) };
  }
  return undefined;
};
