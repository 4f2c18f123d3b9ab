import { normalizeName } from '../name/normalize.ts';
import { invalid } from '../problem/invalid.ts';
import { quote } from '../problem/quote.ts';
import type { Invalid, TextProblem } from '../problem/types.ts';
import { parseVersion } from '../version/parse.ts';
import { nameIrregularity, nameProblem } from './name.ts';
import type { FilenameProblemCode, IrregularFilenameCode, SdistFilename } from './types.ts';
import { versionIrregularity, versionProblem } from './version.ts';

const isDefined = <T>(value: T | undefined): value is T => value !== undefined;

const formatOf = (text: string): SdistFilename['format'] | undefined =>
  text.endsWith('.tar.gz') ? 'tar.gz' : text.endsWith('.zip') ? 'zip' : undefined;

/**
 * Reads an sdist's file name: `{name}-{version}.tar.gz` (PEP 625). A `.zip`, a name or a version that is not
 * normalised, as older tools wrote them, are read and named in `irregular`. A normalised version has no `-`, so the
 * last `-` parts the two.
 */
export const parseSdistFilename = (text: string): SdistFilename | Invalid<FilenameProblemCode> => {
  const format = formatOf(text);
  if (format === undefined) {
    const message = `An sdist's file name ends in ".tar.gz"; ${quote(text)} does not.`;
    return invalid('extension', text.length + 1, message);
  }
  const stem = text.slice(0, -format.length - 1);
  const dash = stem.lastIndexOf('-');
  if (dash < 0) {
    const message = `An sdist's file name is {name}-{version}.tar.gz; ${quote(text)} has no "-".`;
    return invalid('parts', stem.length + 1, message);
  }
  const distribution = stem.slice(0, dash);
  const written = stem.slice(dash + 1);
  const version = parseVersion(written);
  const unnamed = nameProblem(distribution);
  if (version === undefined) {
    const problem = versionProblem(written, dash + 2);
    return { kind: 'invalid', problems: unnamed === undefined ? [problem] : [unnamed, problem] };
  }
  if (unnamed !== undefined) return { kind: 'invalid', problems: [unnamed] };
  const zip: TextProblem<IrregularFilenameCode> | undefined =
    format === 'tar.gz'
      ? undefined
      : { code: 'legacy-zip', column: stem.length + 1, message: 'An sdist is a ".tar.gz", not a ".zip".' };
  return {
    kind: 'ok',
    distribution,
    name: normalizeName(distribution),
    version,
    versionText: written,
    format,
    irregular: [nameIrregularity(distribution), versionIrregularity(version, written, dash + 2), zip].filter(
      isDefined,
    ),
  };
};
