import { compareVersions, parseName, parseVersion, type Version } from '@custody/python';

/** What a file is a release of. */
export type Release = { readonly name?: string; readonly version?: Version };

const MAX_REF = 1024;

type Part = { readonly placeholder: 'version' | 'name' } | { readonly literal: string };

/** Takes a template apart; a reason where it is none. */
export const parseTemplate = (template: string): readonly Part[] | string => {
  const parts = template
    .split(/(\{[^{}]*\})/)
    .filter((part) => part !== '')
    .map((part): Part | string => {
      if (part === '{version}' || part === '{name}')
        return { placeholder: part === '{name}' ? 'name' : 'version' };
      return /[{}]/.test(part)
        ? `${JSON.stringify(part)} is no placeholder; {version} and {name} are`
        : { literal: part };
    });
  const wrong = parts.find((part) => typeof part === 'string');
  if (wrong !== undefined) return wrong;
  const read = parts.filter((part) => typeof part !== 'string');
  const uses = (name: string): number =>
    read.filter((part) => 'placeholder' in part && part.placeholder === name).length;
  if (uses('version') > 1 || uses('name') > 1) return 'a placeholder may stand in it once';
  if (read.some((part, index) => 'placeholder' in part && 'placeholder' in (read[index + 1] ?? {})))
    return 'between two placeholders there has to be something';
  return read;
};

const fits = (placeholder: 'version' | 'name', text: string, { name, version }: Release): boolean => {
  if (placeholder === 'name') return name !== undefined && parseName(text) === name;
  // PEP 440 reads `v1.0` as 1.0: what stands before a version is for the template to say.
  const parsed = /^[0-9]/.test(text) ? parseVersion(text) : undefined;
  return parsed !== undefined && version !== undefined && compareVersions(parsed, version) === 0;
};

const matches = (parts: readonly Part[], text: string, release: Release): boolean => {
  const [part, ...rest] = parts;
  if (part === undefined) return text === '';
  if ('literal' in part)
    return text.startsWith(part.literal) && matches(rest, text.slice(part.literal.length), release);
  // A placeholder ends where the literal after it begins; there are two at most, so that all beginnings can be tried.
  for (let end = 1; end <= text.length; end += 1)
    if ((rest.length > 0 || end === text.length) && startsWithLiteral(rest, text, end))
      if (fits(part.placeholder, text.slice(0, end), release) && matches(rest, text.slice(end), release))
        return true;
  return false;
};

const startsWithLiteral = ([next]: readonly Part[], text: string, at: number): boolean =>
  next === undefined || !('literal' in next) || text.startsWith(next.literal, at);

/**
 * Whether a tag is what a template makes of a release. Versions are compared as versions and names as names (PEP 440, PEP 503):
 * `v1.0-rc1` is of 1.0rc1. `undefined` where the release does not tell what the template asks for.
 */
export const tagFits = (template: string, tag: string, release: Release): boolean | undefined => {
  const parts = parseTemplate(template);
  if (typeof parts === 'string' || tag.length > MAX_REF) return false;
  const needs = (name: 'version' | 'name'): boolean =>
    parts.some((part) => 'placeholder' in part && part.placeholder === name);
  if ((needs('version') && release.version === undefined) || (needs('name') && release.name === undefined))
    return undefined;
  return matches(parts, tag, release);
};
