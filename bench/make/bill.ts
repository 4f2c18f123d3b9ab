/** A CycloneDX document of so many components, each with what scanners usually write. */
export const makeBill = (components: number): Uint8Array => {
  const refs = Array.from({ length: components }, (_, i) => `pkg:pypi/part-${i}@1.${i % 40}.0`);
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
    version: 1,
    metadata: {
      timestamp: '2026-01-01T00:00:00Z',
      tools: { components: [{ type: 'application', name: 'bench', version: '1' }] },
      component: {
        type: 'library',
        'bom-ref': 'root',
        name: 'tidal',
        version: '1.0.0',
        purl: 'pkg:pypi/tidal@1.0.0',
      },
    },
    components: refs.map((purl, i) => ({
      type: 'library',
      'bom-ref': purl,
      name: `part-${i}`,
      version: `1.${i % 40}.0`,
      purl,
      hashes: [{ alg: 'SHA-256', content: i.toString(16).padStart(64, '0') }],
      licenses: [{ license: { id: i % 3 === 0 ? 'MIT' : 'Apache-2.0' } }],
    })),
    dependencies: [
      { ref: 'root', dependsOn: refs.slice(0, 200) },
      ...refs.map((ref, i) => ({ ref, dependsOn: refs.slice(i + 1, i + 4) })),
    ],
  };
  return new TextEncoder().encode(JSON.stringify(document, undefined, 2));
};
