import { type Collector, collector } from '../file/collector.ts';
import { type Header, readHeaders } from '../file/headers.ts';
import { quote } from '../problem/quote.ts';
import type { WheelFileCode } from './codes.ts';
import type { ParsedWheelFile } from './types.ts';

type Problems = Collector<WheelFileCode>;

const SINGLE = ['Wheel-Version', 'Generator', 'Root-Is-Purelib', 'Build'] as const;
const REQUIRED = ['Wheel-Version', 'Root-Is-Purelib', 'Tag'] as const;
const KNOWN = new Map<string, string>([...SINGLE, 'Tag'].map((name) => [name.toLowerCase(), name]));

const readVersion = (field: Header, problems: Problems): ParsedWheelFile['wheelVersion'] => {
  const found = /^([0-9]{1,9})\.([0-9]{1,9})$/.exec(field.value.trim());
  const at = { line: field.line, field: 'Wheel-Version' };
  if (found === null) {
    problems.add({
      code: 'wheel-version',
      message: `Wheel-Version ${quote(field.value)} is not of the form 1.0.`,
      ...at,
    });
    return undefined;
  }
  const version = { major: Number(found[1]), minor: Number(found[2]) };
  if (version.major !== 1)
    problems.add({
      code: 'wheel-version-unsupported',
      message: `Wheel-Version ${quote(field.value)} has another major version than 1: installers must refuse it.`,
      ...at,
    });
  else if (version.minor > 0)
    problems.add({
      code: 'wheel-version-newer',
      message: `Wheel-Version ${quote(field.value)} is newer than 1.0.`,
      ...at,
    });
  return version;
};

const readPurelib = (field: Header, problems: Problems): boolean | undefined => {
  const value = field.value.trim();
  // Installers compare without case; the standard knows true, and its negation.
  if (/^true$/i.test(value)) return true;
  if (/^false$/i.test(value)) return false;
  problems.add({
    code: 'root-is-purelib',
    message: `Root-Is-Purelib ${quote(value)} is neither true nor false.`,
    line: field.line,
    field: 'Root-Is-Purelib',
  });
  return undefined;
};

const checkTag = (field: Header, seen: Set<string>, problems: Problems): void => {
  const tag = field.value.trim();
  const at = { line: field.line, field: 'Tag' };
  if (!/^[^-\s]+-[^-\s]+-[^-\s]+$/.test(tag))
    problems.add({
      code: 'tag',
      message: `Tag ${quote(tag)} is not of the form python-abi-platform.`,
      ...at,
    });
  else if (tag.includes('.'))
    problems.add({
      code: 'tag-not-expanded',
      message: `Tag ${quote(tag)} is a compressed set: each tag has a line of its own.`,
      ...at,
    });
  if (seen.has(tag))
    problems.add({ code: 'duplicate-tag', message: `Tag ${quote(tag)} is listed twice.`, ...at });
  seen.add(tag);
};

/** Which fields stand there, which twice, which not at all. */
const index = (headers: readonly Header[], problems: Problems): ReadonlyMap<string, Header> => {
  const single = new Map<string, Header>();
  for (const header of headers) {
    const name = KNOWN.get(header.name.toLowerCase());
    const at = { line: header.line, field: name ?? header.name };
    if (name === undefined)
      problems.add({
        code: 'unknown-field',
        message: `The field ${quote(header.name)} is not known.`,
        ...at,
      });
    else if (name !== 'Tag' && single.has(name))
      problems.add({ code: 'duplicate-field', message: `The field ${name} stands there twice.`, ...at });
    else if (!single.has(name)) single.set(name, header);
  }
  for (const name of REQUIRED)
    if (!single.has(name))
      problems.add({ code: 'missing-field', message: `The field ${name} is missing.`, field: name });
  return single;
};

/**
 * Reads the WHEEL file of a wheel. Where a field stands there twice the first counts. Whether tags and build agree with the file
 * name is judged where both are known. Never throws; linear. Binary distribution format, "File contents".
 */
export const parseWheelFile = (bytes: Uint8Array): ParsedWheelFile => {
  const problems = collector<WheelFileCode>();
  const { headers, body } = readHeaders(bytes, problems);
  if (body !== undefined && body.text.trim() !== '')
    problems.add({ code: 'has-body', message: 'Text follows the fields.', line: body.line });
  const single = index(headers, problems);
  const version = single.get('Wheel-Version');
  const purelib = single.get('Root-Is-Purelib');
  const generator = single.get('Generator')?.value.trim();
  const build = single.get('Build');
  const tags = headers.filter((header) => header.name.toLowerCase() === 'tag');
  const seen = new Set<string>();
  for (const tag of tags) checkTag(tag, seen, problems);
  if (build !== undefined && !/^[0-9][A-Za-z0-9_.]*$/.test(build.value.trim()))
    problems.add({
      code: 'build',
      message: `Build ${quote(build.value)} does not begin with a digit.`,
      line: build.line,
      field: 'Build',
    });
  const wheelVersion = version && readVersion(version, problems);
  const rootIsPurelib = purelib && readPurelib(purelib, problems);
  return {
    ...(wheelVersion === undefined ? {} : { wheelVersion }),
    ...(generator === undefined ? {} : { generator }),
    ...(rootIsPurelib === undefined ? {} : { rootIsPurelib }),
    tags: tags.map((tag) => tag.value.trim()),
    ...(build === undefined ? {} : { build: build.value.trim() }),
    fields: headers,
    problems: problems.done(),
  };
};
