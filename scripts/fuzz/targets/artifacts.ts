import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allRules, examine } from '@custody/check';
import {
  DEFAULT_POLICY,
  judge,
  renderGithub,
  renderHtml,
  renderJson,
  renderMarkdown,
  renderSarif,
  renderText,
  ruleTable,
} from '@custody/findings';
import { inspectSdist } from '@custody/python';
import { inspectWheelContents } from '@custody/sbom';
import {
  buildZip,
  formatRecord,
  gzip,
  type OpenEntry,
  type Random,
  recordHash,
  toBytes,
  withContent,
} from '@custody/testkit';
import { mutateBytes } from '../mutate/bytes.ts';
import { mutateJson } from '../mutate/json.ts';
import { lyingTar } from '../mutate/tar.ts';
import { lyingZip } from '../mutate/zip.ts';
import { soundWheel, tarSpecs, wheelSeeds } from '../seeds/artifacts.ts';
import { scratchDirectory } from '../scratch.ts';
import { memorySource, promise } from '../source.ts';
import type { FuzzTarget } from '../types.ts';

const WORDS = [
  '\n',
  ',',
  '"',
  'Tag: py3-none-any\n',
  '[console_scripts]\n',
  'License-File: x\n',
  '\0',
  '::error::',
  '<script>',
  '\u001b[31m',
  '\u202e',
] as const;

/** RECORD made right again, so that what is wrong is only what was changed. */
const sealed = (entries: readonly OpenEntry[]): readonly OpenEntry[] =>
  entries.map((entry) => {
    if (!entry.name.endsWith('.dist-info/RECORD')) return entry;
    const rows = entries
      .filter((other) => other !== entry)
      .map(({ name, content }) => ({ path: name, hash: recordHash(content), size: String(content.length) }));
    return withContent(entry, toBytes(formatRecord([...rows, { path: entry.name, hash: '', size: '' }])));
  });

const otherContent = (entry: OpenEntry, random: Random): OpenEntry => {
  const isJson = entry.name.endsWith('.json') && random.chance(0.6);
  const content = isJson
    ? mutateJson(entry.content, random)
    : mutateBytes(entry.content, random, { others: [entry.content], words: WORDS });
  return withContent(entry, content);
};

const otherName = (entry: OpenEntry, random: Random): OpenEntry => ({
  ...entry,
  name: new TextDecoder()
    .decode(mutateBytes(toBytes(entry.name), random, { others: [toBytes('a/../b')], words: WORDS }))
    .slice(0, 300),
});

/** A wheel whose framing is sound and whose files are not. */
const changedWheel = (entries: readonly OpenEntry[], random: Random): Uint8Array => {
  let changed = entries;
  for (let i = 1 + random.below(3); i > 0; i -= 1) {
    const chosen = random.below(entries.length);
    changed = changed.map((entry, at) =>
      at === chosen ? (random.chance(0.8) ? otherContent : otherName)(entry, random) : entry,
    );
  }
  return buildZip({ entries: random.chance(0.7) ? sealed(changed) : changed });
};

export type WheelInputs = { readonly name: string; readonly input: (random: Random) => Uint8Array };

/** Wheels of every kind of damage, and the name that they go by. */
export const wheels = (): WheelInputs => {
  const { name, entries } = soundWheel();
  const seeds = wheelSeeds();
  return {
    name,
    input: (random) => {
      if (random.chance(0.5)) return changedWheel(entries, random);
      return random.chance(0.5)
        ? lyingZip(entries, random)
        : mutateBytes(random.pick(seeds), random, { others: seeds, words: WORDS });
    },
  };
};

/** A whole wheel in one pass, as generate, embed, verify and check look at it. */
export const wheelTarget = (): FuzzTarget => {
  const { name, input } = wheels();
  return {
    name: 'wheel',
    share: 8,
    input,
    run: async (bytes) => {
      const { inspection } = await inspectWheelContents(memorySource(bytes), name, { evidence: true });
      promise(
        inspection.zip.readable || inspection.zip.problems.length > 0,
        'what cannot be read has a problem',
      );
    },
  };
};

/** A sdist of which one file and one to four headers are changed. */
export const someSdist = (random: Random): Uint8Array => {
  const spec = random.pick(tarSpecs());
  const chosen = random.below(spec.entries.length);
  const entries = spec.entries.map((entry, at) =>
    at === chosen
      ? {
          ...entry,
          content: mutateBytes(toBytes(entry.content ?? 'x'), random, {
            others: [toBytes('[project]\n')],
            words: WORDS,
          }),
        }
      : entry,
  );
  return gzip(lyingTar({ ...spec, entries }, random), { level: 1 });
};

export const sdistTarget = (): FuzzTarget => ({
  name: 'sdist',
  share: 6,
  input: someSdist,
  run: async (bytes) => {
    await inspectSdist(memorySource(bytes), 'tidewater-1.0.0.tar.gz');
  },
});

/** No control character, bidirectional one included, but line feeds (and escapes where colour was asked for). */
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u;

const rules = ruleTable(await allRules());

/** The way of `custody check`, from a file to every kind of report. */
export const checkTarget = (): FuzzTarget => {
  const { name, input } = wheels();
  const directory = scratchDirectory();
  const wheel = join(directory, name);
  const sdist = join(directory, 'tidewater-1.0.0.tar.gz');
  const { signal } = new AbortController();
  return {
    name: 'check',
    share: 4,
    input: (random) => (random.chance(0.75) ? input(random) : someSdist(random)),
    run: async (bytes) => {
      const isGzip = bytes[0] === 0x1f;
      const path = isGzip ? sdist : wheel;
      writeFileSync(path, bytes);
      const target = { kind: isGzip ? 'sdist' : 'wheel', path, size: bytes.length } as const;
      const examination = await examine({ target }, { signal, progress: () => {} });
      const report = judge({
        examinations: [examination],
        policy: DEFAULT_POLICY,
        rules,
        context: {
          tool: { name: 'custody', version: '0' },
          command: `custody check ${basename(path)}`,
          today: '2026-01-01',
          facts: [],
        },
      });
      for (const text of [
        renderText(report),
        renderMarkdown(report),
        renderGithub(report),
        renderHtml(report),
      ])
        promise(!UNPRINTABLE.test(text), 'reports for people hold no control characters');
      JSON.parse(renderJson(report));
      JSON.parse(renderSarif(report));
    },
  };
};
