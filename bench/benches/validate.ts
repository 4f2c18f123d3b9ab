/** Validating an SBOM of 20,000 components (strict JSON, official schema, every rule on documents) against `JSON.parse` on it. */
import { validate as validateBill } from '@custody/sbom';
import { makeBill } from '../make/bill.ts';
import { race, timed } from '../measure.ts';
import type { Bench } from '../types.ts';

const COMPONENTS = 20_000;

export const validate: Bench = {
  name: 'validate',
  about: `validating an SBOM of ${COMPONENTS} components`,
  run: async ({ rounds }) => {
    const bytes = makeBill(COMPONENTS);
    const { rows, ratio } = await race(
      [
        {
          label: 'JSON.parse',
          run: () => timed(() => JSON.parse(new TextDecoder().decode(bytes)) as unknown),
        },
        { label: 'validate', run: () => timed(() => validateBill(bytes, { file: 'bench.cdx.json' })) },
      ],
      rounds * 2,
    );
    return [
      { kind: 'note', text: `the document has ${(bytes.length / 1e6).toFixed(1)} MB` },
      ...rows,
      {
        kind: 'target',
        label: 'validate by JSON.parse',
        unit: '×',
        value: ratio('validate', 'JSON.parse'),
        atMost: 8,
      },
    ];
  },
};
