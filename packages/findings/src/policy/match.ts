import { areaOf } from '../rule/id.ts';
import type { Location, RuleId, Subject } from '../types.ts';
import { glob } from './glob.ts';
import type { Ignore } from './types.ts';

/** `./dist//a.whl` → `dist/a.whl`: the same file however it was named. */
const plainPath = (path: string): string => path.replace(/\/{2,}/g, '/').replace(/^(?:\.\/)+/, '');

const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const pathMatcher = (pattern: string): ((path: string) => boolean) => {
  const wanted = plainPath(pattern);
  const matches = glob(wanted);
  return wanted.includes('/')
    ? (path) => matches(plainPath(path))
    : (path) => matches(baseName(plainPath(path)));
};

/** Tells for a file whether comments in it are obeyed: those of `./a` as those of `a`. */
export const obeysInline = (globs: readonly string[] = []): ((file: string) => boolean) => {
  const matchers = globs.map(pathMatcher);
  return (file) => matchers.some((matches) => matches(file));
};

/** Whether the ignore is about this rule at all. */
export const coversRule = (ignore: Ignore, id: RuleId): boolean =>
  ignore.rule === id || (ignore.rule.endsWith('/*') && areaOf(ignore.rule) === areaOf(id));

/** Compiles an ignore's conditions on where something was found. A condition on what is absent (no entry, no digest) does not hold. */
export const placeMatcher = (
  ignore: Pick<Ignore, 'path' | 'entry' | 'sha256'>,
): ((subject: Subject, location: Location) => boolean) => {
  const path = ignore.path === undefined ? undefined : pathMatcher(ignore.path);
  const entry = ignore.entry === undefined ? undefined : glob(ignore.entry);
  return (subject, location) =>
    (path === undefined || path(location.file)) &&
    (entry === undefined || (location.entry !== undefined && entry(location.entry))) &&
    (ignore.sha256 === undefined || ignore.sha256 === subject.sha256?.toLowerCase());
};
