import { buildElf, buildWheel, type WheelOptions, wheelFileName } from '@custody/testkit';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCycloneDx } from '../cyclonedx/write.ts';
import { validate } from '../validate/validate.ts';
import { serialise } from '../write/serialise.ts';
import { generateFromWheel } from './generate.ts';
import { inspectWheelContents, type WheelContents } from './inspect.ts';
import { wheelSource } from './testing/source.ts';
import { verifyWheelContents } from './verify/verify.ts';

const NAME = wheelFileName();

const inspect = (bytes: Uint8Array): Promise<WheelContents> =>
  inspectWheelContents(wheelSource(bytes), NAME, { evidence: true });

/** Text such as an attacker writes into names: separators, controls, escapes, and words that are special to JavaScript. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'pkg:pypi/x@1',
    '../../x',
    '\u202e',
    '%',
    '@',
    '#',
    '?',
    'file:x',
    '',
  ),
);

const component = fc.record(
  {
    type: fc.constantFrom('library', 'file', 'application'),
    'bom-ref': text,
    name: text,
    version: text,
    purl: fc.oneof(
      text,
      text.map((name) => `pkg:rpm/almalinux/${encodeURIComponent(name.toWellFormed())}@1.2.13-1`),
    ),
    hashes: fc.constantFrom([], [{ alg: 'SHA-256', content: 'ab'.repeat(32) }]),
  },
  { requiredKeys: ['type', 'name'] },
);

const document = fc
  .record({
    components: fc.array(component, { maxLength: 6 }),
    root: fc.option(component, { nil: undefined }),
  })
  .map(({ components, root }) =>
    JSON.stringify({
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: { component: root },
      components,
    }),
  );

const ELF = buildElf({ soname: 'libz.so.1', needed: ['libc.so.6'] });

describe('whatever stands in a wheel', () => {
  test('a valid document comes out, or a reason why none does', async () => {
    await fc.assert(
      fc.asyncProperty(
        document,
        text.map((value) => value.replace(/[\r\n]/g, ' ')),
        async (sbom, value) => {
          const wheel: WheelOptions = {
            files: { 'a.libs/libz-0123abcd.so.1.2.13': ELF },
            sboms: { 'x.cdx.json': sbom },
            headers: [
              `Author: ${value}`,
              `Author-email: ${value}`,
              `Project-URL: ${value}, https://example.org/${value}`,
              `License: ${value}`,
            ],
          };
          const contents = await inspect(buildWheel(wheel));
          await verifyWheelContents(contents, { file: NAME });
          const generation = generateFromWheel(contents, {
            fileName: NAME,
            timestamp: '2026-01-01T00:00:00Z',
          });
          if (generation.kind === 'refused') return;
          const { document: made } = await toCycloneDx(generation.bill);
          const { judgements } = await validate(serialise(made), { file: NAME });
          const broken = judgements
            .filter(({ rule }) => ['sbom/schema', 'sbom/strict-json', 'sbom/refs-resolve'].includes(rule.id))
            .flatMap(({ findings }) => findings.map(({ message }) => message));
          expect(broken).toEqual([]);
        },
      ),
      { numRuns: 120 },
    );
  });

  test('no cut and no flipped byte makes it throw', async () => {
    const whole = buildWheel({
      files: { 'a.libs/libz-0123abcd.so.1.2.13': ELF },
      sboms: { 'x.cdx.json': '{}' },
    });
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, value, cut) => {
        const bytes = cut ? whole.slice(0, at) : whole.slice();
        if (!cut) bytes[at] = value;
        const contents = await inspect(bytes);
        await verifyWheelContents(contents, { file: NAME });
        const { kind } = generateFromWheel(contents, { fileName: NAME, timestamp: '2026-01-01T00:00:00Z' });
        expect(['generated', 'refused']).toContain(kind);
      }),
      { numRuns: 150 },
    );
  });
});
