import { Composer, Parser, type Document } from 'yaml';
import type { SourceFile } from '../repository/source.ts';
import { convertNode } from './convert.ts';
import { isHostile, MAX_PROBLEMS, MAX_TEXT } from './limits.ts';
import { readRegular } from './regular.ts';
import type { YamlDocument, YamlNode, YamlProblem, YamlProblemCode } from './types.ts';

/** Texts only; keys are compared by us, because the library compares each with all others. */
const OPTIONS = {
  schema: 'failsafe',
  uniqueKeys: false,
  prettyErrors: false,
  keepSourceTokens: false,
} as const;

const firstDocuments = (text: string): readonly Document.Parsed[] => {
  const documents: Document.Parsed[] = [];
  for (const document of new Composer(OPTIONS).compose(new Parser().parse(text), true, text.length)) {
    documents.push(document);
    if (documents.length === 2) break;
  }
  return documents;
};

type Report = (code: YamlProblemCode, message: string, start: number, end: number) => void;

/** Reads any YAML with the library. `undefined` in place of a root: nothing could be made of it. */
export const readWhole = (source: SourceFile, report: Report): YamlNode | undefined => {
  try {
    const [document, second] = firstDocuments(source.text);
    for (const { pos, message } of document?.errors.slice(0, MAX_PROBLEMS) ?? [])
      report('syntax', message.split('\n', 1)[0] ?? message, pos[0], pos[1]);
    if (second !== undefined)
      report(
        'several-documents',
        'a second document begins here; it was not read',
        second.range[0],
        second.range[0],
      );
    const contents = document?.contents ?? undefined;
    return contents === undefined
      ? undefined
      : convertNode({ source, report, anchors: new Map(), size: 0 }, contents, 0);
  } catch (error) {
    // The library recurses: what the bounds above let through ends here.
    report(
      'too-deep',
      error instanceof RangeError ? 'the file is nested too deeply' : 'the file cannot be read',
      0,
      0,
    );
    return undefined;
  }
};

/**
 * Reads the first document of a YAML 1.2 file, bounded in size, depth and expansion. Never throws: what is wrong is told
 * with its place, and what could be read is there all the same.
 */
export const readYaml = (source: SourceFile): YamlDocument => {
  const problems: YamlProblem[] = [];
  const report: Report = (code, message, start, end) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ code, message, range: source.rangeOf(start, end) });
  };
  const { text } = source;
  if (!source.utf8) report('encoding', 'the file is not UTF-8', 0, 0);
  if (text.length > MAX_TEXT) {
    report(
      'too-large',
      `the file has ${text.length} characters, more than the ${MAX_TEXT} that are read`,
      0,
      0,
    );
    return { source, problems };
  }
  if (isHostile(text)) {
    report('too-deep', 'the file is nested deeper than any person writes; it was not read', 0, 0);
    return { source, problems };
  }
  const regular = source.utf8 ? readRegular(source) : undefined;
  const root = regular ?? readWhole(source, report);
  return { source, ...(root && { root }), problems };
};
