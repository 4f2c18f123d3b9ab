import { describe, expect, test } from 'vitest';
import { validate } from './validate.ts';

const bytes = (value: unknown): Uint8Array =>
  new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value, undefined, 2));

const judge = async (value: unknown, profiles: readonly ('ntia' | 'cisa-2025' | 'bsi-2.1')[] = []) => {
  const { judgements } = await validate(bytes(value), { file: 'a.cdx.json', profiles });
  return Object.fromEntries(judgements.map(({ rule, findings }) => [rule.id, findings]));
};

const SOUND = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-51f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2026-01-02T03:04:05Z',
    tools: { components: [{ type: 'application', name: 'custody', version: '1' }] },
    component: { type: 'library', 'bom-ref': 'root', name: 'p', version: '1', purl: 'pkg:pypi/p@1' },
  },
  components: [
    { type: 'library', 'bom-ref': 'z', name: 'zlib', version: '1.3', purl: 'pkg:generic/zlib@1.3' },
  ],
  dependencies: [{ ref: 'root', dependsOn: ['z'] }, { ref: 'z' }],
};

describe('a document', () => {
  test('that is sound has no findings at all', async () => {
    const judged = await judge(SOUND);
    expect(Object.values(judged).flat()).toEqual([]);
    expect(Object.keys(judged)).toContain('sbom/schema');
  });

  test('that has a member its version does not know is told where', async () => {
    const document = structuredClone(SOUND);
    Object.assign(document.metadata.tools.components[0] ?? {}, { vendor: 'me' });
    const [first, ...others] = (await judge(document))['sbom/schema'] ?? [];
    expect(first?.message).toBe('the member "vendor" is not one of this version of the standard');
    expect(first?.locations[0].position).toEqual({ kind: 'text', line: 14, column: 11 });
    expect(others).toEqual([]);
  });
});
