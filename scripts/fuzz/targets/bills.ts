import { convert, diff, merge, readBill, readDocument, renderDiff, serialise, validate } from '@custody/sbom';
import { type Random, toBytes } from '@custody/testkit';
import { mutateBytes } from '../mutate/bytes.ts';
import { mutateJson } from '../mutate/json.ts';
import { CYCLONEDX, OLDER_CYCLONEDX, SPDX, UNREAD } from '../seeds/sboms.ts';
import { promise } from '../source.ts';
import type { FuzzTarget } from '../types.ts';

const WORDS = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ':',
  ',',
  '\\u0000',
  '\\ud800',
  '1e999',
  '-0',
  'null',
  '"bom-ref":"root"',
  '"__proto__":{}',
  '\ufeff',
  '"specVersion":"1.7"',
  '"spdxVersion":"SPDX-2.3"',
] as const;
const DOCUMENTS = [toBytes(CYCLONEDX), toBytes(OLDER_CYCLONEDX), toBytes(SPDX)] as const;
const SEEDS = [...DOCUMENTS, ...UNREAD.map(toBytes)] as const;

const someDocument = (random: Random): Uint8Array =>
  random.chance(0.6)
    ? mutateJson(random.pick(DOCUMENTS), random)
    : mutateBytes(random.pick(SEEDS), random, { others: SEEDS, words: WORDS });

/** Reading and validating: what `check` and `sbom validate` do with every document. */
export const validateTarget = (): FuzzTarget => ({
  name: 'sbom',
  share: 14,
  input: someDocument,
  run: async (input) => {
    await validate(input, {
      file: 'fuzz.json',
      profiles: ['ntia', 'cisa-2025', 'bsi-2.1'],
      subject: { name: 'tidewater', version: '1.0.0', fileName: 'tidewater-1.0.0-py3-none-any.whl' },
    });
  },
});

/** What is made out of documents: bills, differences, merged and converted documents. */
export const convertTarget = (): FuzzTarget => ({
  name: 'sbom-convert',
  share: 6,
  input: someDocument,
  run: async (input) => {
    const { document } = readDocument(input);
    const sound = readDocument(DOCUMENTS[0]).document;
    if (document === undefined || sound === undefined) return;
    const { bill } = readBill(document);
    const other = readBill(sound).bill;
    promise(diff(bill, bill).same, 'a bill says the same as itself');
    renderDiff(diff(bill, other));
    merge([
      { bill, label: 'fuzzed', standing: 'declared' },
      { bill: other, label: 'sound', standing: 'observed' },
    ]);
    for (const target of [
      { standard: 'spdx', version: '2.3' },
      { standard: 'cyclonedx', version: '1.4' },
      { standard: 'cyclonedx', version: '1.7' },
    ] as const) {
      const conversion = await convert(document, target);
      if (conversion.kind !== 'converted') continue;
      const { judgements } = await validate(serialise(conversion.document), { file: 'converted.json' });
      const invalid = judgements
        .flatMap(({ findings }) => findings)
        .filter(({ rule }) => rule.id === 'sbom/schema');
      promise(
        invalid.length === 0,
        `what is converted to ${target.standard} ${target.version} validates: ${invalid[0]?.message ?? ''}`,
      );
    }
  },
});
