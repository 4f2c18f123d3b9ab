const pretty = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** A CycloneDX document that uses most of what custody reads. */
export const CYCLONEDX = pretty({
  $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 1,
  metadata: {
    timestamp: '2026-01-01T00:00:00Z',
    tools: { components: [{ type: 'application', name: 'custody', version: '0.1.0' }] },
    component: {
      type: 'library',
      'bom-ref': 'root',
      name: 'tidewater',
      version: '1.0.0',
      purl: 'pkg:pypi/tidewater@1.0.0',
      licenses: [{ expression: 'Apache-2.0 OR MIT' }],
    },
    properties: [{ name: 'custody:wheel', value: 'tidewater-1.0.0-py3-none-any.whl' }],
  },
  components: [
    {
      type: 'library',
      'bom-ref': 'libtide',
      name: 'libtide',
      version: '1.4.0-3.el9',
      purl: 'pkg:rpm/almalinux/libtide@1.4.0-3.el9?arch=x86_64&distro=almalinux-9',
      cpe: 'cpe:2.3:a:tide:libtide:1.4.0:*:*:*:*:*:*:*',
      hashes: [{ alg: 'SHA-256', content: 'ab'.repeat(32) }],
      licenses: [{ license: { id: 'MIT' } }, { license: { name: 'Tide licence' } }],
      supplier: { name: 'Tide', url: ['https://tide.example'] },
      externalReferences: [{ type: 'vcs', url: 'https://tide.example/git' }],
      evidence: {
        identity: [{ field: 'name', confidence: 0.8, methods: [{ technique: 'filename', confidence: 0.8 }] }],
        occurrences: [{ location: 'tidewater.libs/libtide.so' }],
      },
      components: [{ type: 'file', 'bom-ref': 'inner', name: 'inner.c' }],
    },
    { type: 'library', 'bom-ref': 'unknown', name: 'mystery', scope: 'required' },
  ],
  dependencies: [
    { ref: 'root', dependsOn: ['libtide', 'unknown'] },
    { ref: 'libtide', dependsOn: [] },
  ],
  compositions: [{ aggregate: 'incomplete', assemblies: ['root'] }],
});

/** As auditwheel writes it: an older version, the root twice, references that are no purls. */
export const OLDER_CYCLONEDX = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.4',
  version: 1,
  metadata: {
    component: {
      type: 'library',
      'bom-ref': 'pkg:pypi/tide_water@1.0.0',
      name: 'tide_water',
      version: '1.0.0',
    },
    tools: [{ name: 'auditwheel', version: '6.8.0' }],
  },
  components: [
    { type: 'library', 'bom-ref': 'pkg:pypi/tide_water@1.0.0', name: 'tide_water', version: '1.0.0' },
    { type: 'library', 'bom-ref': 'pkg:rpm/x@1#12', name: 'x', version: '1', purl: 'pkg:rpm/almalinux/x@1' },
  ],
  dependencies: [{ ref: 'pkg:pypi/tide_water@1.0.0', dependsOn: ['pkg:rpm/x@1#12'] }],
});

/** An SPDX 2.3 document. */
export const SPDX = pretty({
  SPDXID: 'SPDXRef-DOCUMENT',
  spdxVersion: 'SPDX-2.3',
  dataLicense: 'CC0-1.0',
  name: 'tidewater',
  documentNamespace: 'https://tide.example/spdx/1',
  creationInfo: {
    created: '2026-01-01T00:00:00Z',
    creators: ['Tool: custody-0.1.0'],
    licenseListVersion: '3.24',
  },
  packages: [
    {
      SPDXID: 'SPDXRef-tidewater',
      name: 'tidewater',
      versionInfo: '1.0.0',
      downloadLocation: 'NOASSERTION',
      filesAnalyzed: false,
      licenseConcluded: 'NOASSERTION',
      licenseDeclared: 'Apache-2.0',
      copyrightText: 'NOASSERTION',
      checksums: [{ algorithm: 'SHA256', checksumValue: 'cd'.repeat(32) }],
      externalRefs: [
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: 'pkg:pypi/tidewater@1.0.0',
        },
        {
          referenceCategory: 'SECURITY',
          referenceType: 'cpe23Type',
          referenceLocator: 'cpe:2.3:a:t:t:1:*:*:*:*:*:*:*',
        },
      ],
    },
    { SPDXID: 'SPDXRef-libtide', name: 'libtide', downloadLocation: 'https://tide.example/x.tar.gz' },
  ],
  files: [
    {
      SPDXID: 'SPDXRef-File-a',
      fileName: './tidewater/a.py',
      checksums: [{ algorithm: 'SHA1', checksumValue: 'ef'.repeat(20) }],
    },
  ],
  relationships: [
    {
      spdxElementId: 'SPDXRef-DOCUMENT',
      relationshipType: 'DESCRIBES',
      relatedSpdxElement: 'SPDXRef-tidewater',
    },
    {
      spdxElementId: 'SPDXRef-tidewater',
      relationshipType: 'DEPENDS_ON',
      relatedSpdxElement: 'SPDXRef-libtide',
    },
    {
      spdxElementId: 'SPDXRef-tidewater',
      relationshipType: 'CONTAINS',
      relatedSpdxElement: 'SPDXRef-File-a',
    },
  ],
});

/** Forms that are recognised and not read. */
export const UNREAD = [
  '<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1"/>',
  'SPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n',
  '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}',
] as const;
