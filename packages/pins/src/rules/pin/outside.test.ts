import { describe, expect, test } from 'vitest';
import type { ActionAdvice, Outside } from '../../repository/outside.ts';
import { resolutions, sha } from '../../testing/resolutions.ts';
import { seen } from '../../testing/seen.ts';
import { freshPin } from './fresh-pin.ts';
import { unpinnedImage } from './unpinned-image.ts';
import { vulnerableAction } from './vulnerable-action.ts';

const uses = (...lines: readonly string[]): string =>
  `jobs:\n  a:\n    steps:\n${lines.map((line) => `      - uses: ${line}\n`).join('')}`;

const NOTHING: ActionAdvice = { flaws: [], unjudged: [] };
const flaw: ActionAdvice['flaws'][number] = {
  ids: ['CVE-2025-30066', 'GHSA-mrrh'],
  summary: 'secrets are printed',
  severity: 'high',
  fixed: ['46.0.1'],
};
const outside: Outside = {
  now: '2026-11-21T00:00:00Z',
  advisories: (name, version) => {
    if (name !== 'tj/changed-files') return NOTHING;
    if (version === undefined) return { flaws: [], unjudged: ['GHSA-mrrh'] };
    return version === '45.0.7' ? { flaws: [flaw], unjudged: [] } : NOTHING;
  },
};

describe('pin/vulnerable-action', () => {
  test('finds what advisories name, by the tag, the comment, or what is known of the commit', () => {
    const known = resolutions({ 'tj/changed-files': { tags: { v45: sha('2'), 'v45.0.7': sha('2') } } });
    const { found, texts } = seen(
      vulnerableAction,
      uses(
        'TJ/changed-files@v45.0.7',
        `tj/changed-files@${sha('1')} # v45.0.7`,
        `tj/changed-files@${sha('2')}`,
        'tj/changed-files@v45',
        'tj/changed-files@v46.0.1',
        'other/action@v1.0.0',
      ),
      { resolutions: known, outside },
    );
    expect(texts).toHaveLength(4);
    expect(found[0]).toMatchObject({ severity: 'high', todo: 'Update it to 46.0.1 or later.' });
    expect(found[0]?.message).toBe(
      'TJ/changed-files v45.0.7: CVE-2025-30066 (GHSA-mrrh), secrets are printed.',
    );
  });

  test('does not know of a moving tag, and says so only where something is known against the action', () => {
    const at = (name: string) => seen(vulnerableAction, uses(`${name}@v45`), { outside });
    expect(at('tj/changed-files')).toMatchObject({ found: [], unknown: [{ required: false }] });
    expect(at('other/action')).toMatchObject({ found: [], unknown: [] });
  });

  test('is unknown without advisories', () => {
    expect(seen(vulnerableAction, uses('a/b@v1')).unknown).toHaveLength(1);
  });
});

describe('pin/fresh-pin', () => {
  const at = (dates: { committed?: string; seen?: string }) =>
    seen(freshPin, uses(`a/b@${sha('1')}`), {
      outside,
      resolutions: resolutions({ 'a/b': { commits: { [sha('1')]: dates } } }),
    });

  test('finds a commit of the last days, unless it was seen before them', () => {
    const young = '2026-11-20T12:00:00Z';
    expect(at({ committed: young }).found[0]?.message).toContain('made within the last day');
    expect(at({ committed: '2026-11-19T00:00:00Z', seen: young }).found[0]?.message).toContain('2 days ago');
    expect(at({ committed: young, seen: '2026-11-01T00:00:00Z' }).found).toEqual([]);
    expect(at({ committed: '2026-01-01T00:00:00Z' })).toMatchObject({ found: [], unknown: [] });
  });

  test('is unknown where nothing says how old it is', () => {
    expect(at({})).toMatchObject({ found: [], unknown: [{ required: false }] });
    expect(at({ seen: '2026-11-20T12:00:00Z' }).unknown).toHaveLength(1);
  });
});

describe('a digest that is known', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const known = {
    ...resolutions({}),
    images: new Map([
      ['node:22', digest],
      ['alpine:latest', digest],
      ['python:3', digest],
    ]),
  };
  const mended = (text: string, path?: string) =>
    seen(unpinnedImage, text, { resolutions: known, unsafe: true, ...(path !== undefined && { path }) });

  test('is written behind the image, in whatever quotes', () => {
    const text = `jobs:\n  a:\n    container: "node:22" # x\n    services:\n      x: {image: 'node:22'}\n      y: {image: node:20}\n    steps:\n      - uses: docker://alpine\n`;
    expect(mended(text).mended).toBe(
      text.replaceAll('node:22', `node:22@${digest}`).replace('alpine', `alpine@${digest}`),
    );
  });

  test('is written in Dockerfiles, and not behind an argument', () => {
    const text = 'ARG V=22\nFROM python:3 AS a\nFROM node:$V\n';
    const after = text.replace('python:3', `python:3@${digest}`);
    expect(mended(text, 'Dockerfile').mended).toBe(after);
  });

  test('is left out of safe mends', () => {
    const text = 'jobs:\n  a:\n    container: node:22\n';
    expect(seen(unpinnedImage, text, { resolutions: known }).mended).toBe(text);
  });
});
