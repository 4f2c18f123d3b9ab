import * as fc from 'fast-check';
import { HASH_ALGORITHMS, type Bill, type Component, type ComponentType, type Hash } from '../bill/types.ts';
import { compact, filled } from '../compact/compact.ts';
import { pypiPurl } from '../purl/build.ts';

const word = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,10}$/);
const version = fc.stringMatching(/^[0-9]{1,2}(?:\.[0-9]{1,2}){0,2}$/);
const untamed = fc.oneof(
  word,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('', '__proto__', 'a"b\\c', '\u0000'),
);
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const goodUrl = word.map((host) => `https://${host.replaceAll('_', '-').toLowerCase()}.example/x`);
const badUrl = fc.oneof(
  goodUrl,
  // What people write into metadata: not every one of them is a reference.
  fc.constantFrom('not a url', 'git@example.org:a/b.git', 'UNKNOWN', 'http://[broken', ''),
);

const DIGITS: Readonly<Record<string, number>> = {
  MD5: 32,
  'SHA-1': 40,
  'SHA-384': 96,
  'SHA-512': 128,
  'SHA3-384': 96,
  'SHA3-512': 128,
  'BLAKE2b-384': 96,
  'BLAKE2b-512': 128,
};

const hash: fc.Arbitrary<Hash> = fc
  .tuple(fc.constantFrom(...HASH_ALGORITHMS), fc.nat(9))
  .map(([algorithm, seed]) => ({ algorithm, value: String(seed).repeat(DIGITS[algorithm] ?? 64) }));

const acknowledgement = maybe(fc.constantFrom('declared' as const, 'concluded' as const));
/** `tame`: only what every standard accepts, so that nothing has to be lost. */
const bills = (tame: boolean): fc.Arbitrary<Bill> => {
  /** Texts as they come from outside: any characters, sometimes nothing. */
  const wild = tame ? word : untamed;
  const url = tame ? goodUrl : badUrl;
  const pick = <T>(good: readonly [T, ...T[]], bad: readonly T[]): fc.Arbitrary<T> =>
    fc.constantFrom(...good, ...(tame ? [] : bad));
  const license = fc
    .oneof(
      fc.record({
        kind: fc.constant('id' as const),
        id: pick(['MIT', 'Apache-2.0'], ['No-Such-License']),
        acknowledgement,
      }),
      fc.record({
        kind: fc.constant('expression' as const),
        expression: fc.constantFrom('MIT OR Apache-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'),
        acknowledgement,
      }),
      fc.record({ kind: fc.constant('name' as const), name: word, text: maybe(wild), acknowledgement }),
    )
    .map((item) => compact(item));

  const contact = fc
    .record({ name: word, email: maybe(pick(['a@example.org'], ['no mail'])) })
    .map((item) => compact(item));
  const organization = fc
    .record({
      name: word,
      urls: maybe(fc.array(url, { minLength: 1, maxLength: 2 })),
      contacts: maybe(fc.array(contact, { minLength: 1, maxLength: 2 })),
    })
    .map((item) => compact(item));
  const type = fc.constantFrom<ComponentType>(
    'application',
    'library',
    'platform',
    'file',
    'data',
    'cryptographic-asset',
    'device-driver',
    'machine-learning-model',
  );

  const identity = fc
    .record({
      field: fc.constantFrom('purl' as const, 'version' as const, 'swhid' as const),
      confidence: maybe(fc.constantFrom(0, 0.5, 1)),
      concludedValue: maybe(word),
      methods: maybe(fc.constant([{ technique: 'filename', confidence: 0.4, value: 'x' }])),
    })
    .map((item) => compact(item));
  const occurrence = fc
    .record({ location: word, line: maybe(fc.nat(99)), symbol: maybe(word) })
    .map((item) => compact(item));

  const component: fc.Arbitrary<Omit<Component, 'ref'>> = fc
    .record({
      type,
      name: fc.oneof({ weight: 5, arbitrary: word }, wild),
      group: maybe(word),
      version: maybe(version),
      description: maybe(wild),
      purl: maybe(fc.tuple(word, version).map(([name, number]): string => pypiPurl(name, number))),
      cpe: maybe(pick(['cpe:2.3:a:zlib:zlib:1.3:*:*:*:*:*:*:*'], ['nonsense'])),
      supplier: maybe(organization),
      manufacturer: maybe(organization),
      authors: maybe(fc.array(contact, { minLength: 1, maxLength: 2 })),
      publisher: maybe(word),
      copyright: maybe(wild),
      scope: maybe(fc.constantFrom('required' as const, 'excluded' as const)),
      hashes: maybe(fc.uniqueArray(hash, { minLength: 1, maxLength: 3, selector: (item) => item.algorithm })),
      licenses: maybe(fc.array(license, { minLength: 1, maxLength: 3 })),
      externalReferences: maybe(
        fc.array(
          fc.record({
            type: pick(['vcs', 'website', 'distribution', 'rfc-9116'], ['no-such-type']),
            url,
          }),
          { minLength: 1, maxLength: 2 },
        ),
      ),
      properties: maybe(fc.array(fc.record({ name: word, value: wild }), { minLength: 1, maxLength: 2 })),
      evidence: maybe(
        fc
          .record({
            occurrences: maybe(
              fc.uniqueArray(occurrence, {
                minLength: 1,
                maxLength: 2,
                selector: (item) => JSON.stringify(item),
              }),
            ),
            identity: maybe(
              fc.uniqueArray(identity, { minLength: 1, maxLength: 2, selector: (item) => item.field }),
            ),
          })
          .map((item) => {
            const evidence = compact(item);
            return Object.keys(evidence).length > 0 ? evidence : undefined;
          }),
      ),
    })
    .map((item) => compact(item));

  return fc
    .record({
      components: fc.array(component, { maxLength: 6 }),
      refs: fc.uniqueArray(fc.oneof(word, wild), { minLength: 7, maxLength: 7 }),
      edges: fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { maxLength: 8 }),
      parents: fc.array(fc.option(fc.nat(6)), { minLength: 7, maxLength: 7 }),
      root: fc.boolean(),
      aggregate: maybe(
        fc.constantFrom(
          'complete' as const,
          'unknown' as const,
          'incomplete_third_party_opensource_only' as const,
        ),
      ),
      timestamp: maybe(pick(['2026-01-02T03:04:05Z'], ['yesterday'])),
      tools: maybe(
        fc.array(
          fc
            .record({ name: word, vendor: maybe(word), version: maybe(version) })
            .map((item) => compact(item)),
          { minLength: 1, maxLength: 2 },
        ),
      ),
      authors: maybe(fc.array(contact, { minLength: 1, maxLength: 2 })),
      supplier: maybe(organization),
      manufacturer: maybe(organization),
      lifecycles: maybe(fc.constant(['build' as const, { name: 'own' }])),
      serialNumber: maybe(pick(['urn:uuid:3e671687-395b-51f5-a30f-a58921a69b79'], ['nonsense'])),
    })
    .map(({ components, refs, edges, parents, root, aggregate, serialNumber, ...metadata }): Bill => {
      const list = components.map((item, index): Component => {
        const parent = parents[index];
        // A parent stands before its children, so that there are no rings.
        return {
          ref: refs[index] ?? '',
          ...item,
          ...(typeof parent === 'number' && parent < index ? { parent: refs[parent] ?? '' } : {}),
        };
      });
      const ref = (index: number): string | undefined => list[index]?.ref;
      const dependencies = edges.flatMap(([from, to]) => {
        const [one, two] = [ref(from), ref(to)];
        return one === undefined || two === undefined || one === two ? [] : [{ ref: one, dependsOn: [two] }];
      });
      return compact({
        serialNumber,
        metadata: compact(metadata),
        root: root ? ref(0) : undefined,
        components: list,
        dependencies,
        compositions:
          aggregate === undefined || list.length === 0
            ? []
            : [{ aggregate, assemblies: filled(list.map((item) => item.ref)) ?? [] }],
      });
    });
};

/** Bills as custody and others might make them: sound in their graph, wild in their texts. */
export const arbitraryBill: fc.Arbitrary<Bill> = bills(false);

/** Bills that the newest version of CycloneDX can hold whole. */
export const tameBill: fc.Arbitrary<Bill> = bills(true);
