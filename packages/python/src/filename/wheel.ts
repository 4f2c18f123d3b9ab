import { normalizeName } from '../name/normalize.ts';
import { invalid } from '../problem/invalid.ts';
import { quote } from '../problem/quote.ts';
import type { Invalid, TextProblem } from '../problem/types.ts';
import { parseTags } from '../tag/parse.ts';
import { parseVersion } from '../version/parse.ts';
import { parseBuild } from './build.ts';
import { nameIrregularity, nameProblem } from './name.ts';
import type { FilenameProblemCode, WheelFilename } from './types.ts';
import { versionIrregularity, versionProblem } from './version.ts';

const EXTENSION = '.whl';

/** The three tags are the last three parts; the build tag is there if there are six. */
const split = (stem: string) => {
  const parts = stem.split('-', 7);
  if (parts.length !== 5 && parts.length !== 6) return undefined;
  const [distribution = '', version = '', ...rest] = parts;
  const build = rest.length === 4 ? rest[0] : undefined;
  const tags = rest.slice(-3).join('-');
  return { distribution, version, build, tags, tagColumn: stem.length - tags.length + 1 };
};

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

/**
 * Reads a wheel's file name: `{distribution}-{version}(-{build})?-{python}-{abi}-{platform}.whl` (PEP 427; binary
 * distribution format, "File name convention"). Names and versions that older tools wrote, not normalised, are read
 * and named in `irregular`. Stricter than Python's `packaging` in this: the name must be a project name, and tags and
 * build may hold only what the standards put there.
 */
export const parseWheelFilename = (text: string): WheelFilename | Invalid<FilenameProblemCode> => {
  if (!text.endsWith(EXTENSION)) {
    return invalid(
      'extension',
      text.length + 1,
      `A wheel's file name ends in ".whl"; ${quote(text)} does not.`,
    );
  }
  const parts = split(text.slice(0, -EXTENSION.length));
  if (parts === undefined) {
    const message = `A wheel's file name has five or six parts parted by "-"; ${quote(text)} has not.`;
    return invalid('parts', 1, message);
  }
  const { distribution } = parts;
  const versionColumn = distribution.length + 2;
  const version = parseVersion(parts.version);
  const build =
    parts.build === undefined ? undefined : parseBuild(parts.build, versionColumn + parts.version.length + 1);
  const tags = parseTags(parts.tags, parts.tagColumn);
  const doubled = distribution.indexOf('__');
  const found: (TextProblem<FilenameProblemCode> | undefined)[] = [
    nameProblem(distribution),
    doubled < 0
      ? undefined
      : {
          code: 'name-double-underscore',
          column: doubled + 1,
          message: `${quote(distribution)} has "__" in it; a run of "-", "_" and "." is written as one "_".`,
        },
    version === undefined ? versionProblem(parts.version, versionColumn) : undefined,
    build !== undefined && 'code' in build ? build : undefined,
    ...(tags.kind === 'ok' ? [] : tags.problems),
  ];
  const [first, ...others] = found.filter(isDefined);
  if (first !== undefined) return { kind: 'invalid', problems: [first, ...others] };
  if (version === undefined || tags.kind !== 'ok' || (build !== undefined && 'code' in build))
    return invalid('parts', 1, `${quote(text)} is no wheel's file name.`);
  return {
    kind: 'ok',
    distribution,
    name: normalizeName(distribution),
    version,
    versionText: parts.version,
    build,
    buildText: parts.build,
    tags,
    tagText: parts.tags,
    irregular: [
      nameIrregularity(distribution),
      versionIrregularity(version, parts.version, versionColumn),
      ...tags.irregular,
    ].filter(isDefined),
  };
};
