import type { Rule } from '@custody/findings';
import type { FileProblem, MetadataCode, ParsedMetadata } from '@custody/python';
import type { MetadataView } from '../../views/metadata.ts';
import { problemRule } from '../problem-rule.ts';
import type { JudgedRule } from '../rule.ts';

/** Fields by line. One file is looked at by many rules: its lines are gathered once. */
const fieldsByLine = new WeakMap<ParsedMetadata, ReadonlyMap<number, string>>();

/** The field and its value: of many Requires-Dist it is the value that tells one from another. */
const keyOf =
  (parsed: ParsedMetadata) =>
  ({ line, field }: FileProblem): string | undefined => {
    if (line === undefined || field === undefined) return field;
    const fields =
      fieldsByLine.get(parsed) ??
      new Map(parsed.fields.map((one): [number, string] => [one.line, `${one.name}: ${one.value}`]));
    fieldsByLine.set(parsed, fields);
    return fields.get(line) ?? field;
  };

/** A rule over what the reader of METADATA and PKG-INFO saw. */
export const metadataRule = (rule: Rule, codes: readonly MetadataCode[]): JudgedRule<MetadataView> =>
  problemRule<MetadataCode, MetadataView>(rule, {
    codes,
    read: ({ entry, parsed }) => ({ entry, problems: parsed.problems, keyOf: keyOf(parsed) }),
  });
