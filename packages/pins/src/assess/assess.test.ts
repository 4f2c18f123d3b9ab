import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accessOf, readOwnership } from './access.ts';
import { assess } from './assessment.ts';
import { badgeOf } from './badge.ts';
import { parseHistory } from './history.ts';
import { assessmentJson } from './render/json.ts';
import { assessmentMarkdown } from './render/markdown.ts';
import { assessmentText } from './render/text.ts';
import { scorecardOf } from './scorecard.ts';
import { spec8Of } from './spec8/spec8.ts';
import { CI, commitAt, inputOf, NOW, SHA, workflow } from './testing/input.ts';

const scored = workflow([`- uses: actions/checkout@${SHA}`], 'on: push\npermissions: {contents: read}\n');

describe('the total', () => {
  test('is weighted by risk, what is inconclusive left out, and what is unknown at both ends', () => {
    const { total, checks } = scorecardOf(inputOf({ 'README.md': '' }));
    const named = new Map(checks.map(({ name, score }) => [name, score]));
    expect(named.get('Dangerous-Workflow')).toEqual({ kind: 'inconclusive' });
    // Binary-Artifacts is the one full score (7.5 × 10); License is 0 of 2.5, and everything else that counts is unknown.
    const all = 7.5 * 7 + 5 * 3 + 2.5 * 4;
    expect(total).toEqual({
      min: Math.round((75 / all) * 10) / 10,
      max: Math.round(((all * 10 - 25) / all) * 10) / 10,
    });
  });

  test('rises when more is known, never out of the interval', () => {
    const files = { [CI]: scored, LICENSE: '' };
    const before = scorecardOf(inputOf(files)).total ?? { min: 0, max: 0 };
    const commits = Array.from({ length: 20 }, (_, n) => commitAt(n));
    const after = scorecardOf(inputOf(files, { history: { commits, complete: false }, release: ['a.sig'] }))
      .total ?? { min: 11, max: 0 };
    expect(after.min).toBeGreaterThanOrEqual(before.min);
    expect(after.max).toBeLessThanOrEqual(before.max);
  });

  test('is raised first by what weighs most', () => {
    const { plan } = scorecardOf(inputOf({ [CI]: workflow(['- run: pip install ${{ github.head_ref }}']) }));
    expect(plan.slice(0, 2).map(({ name }) => name)).toEqual([
      'Dangerous-Workflow',
      'Dependency-Update-Tool',
    ]);
  });
});

describe('SPEC 8', () => {
  const publish = (top: string, job: string, steps: readonly string[]) => ({
    [CI]: workflow(steps, top, job),
    'RELEASING.md': '',
    '.github/dependabot.yml':
      'version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: /\n',
  });
  const verdicts = (files: Record<string, string>) => spec8Of(inputOf(files)).map(({ verdict }) => verdict);

  test('holds where a project does as it says', () => {
    const files = publish(
      'on: workflow_dispatch\npermissions:\n  contents: read\n',
      '    environment: pypi\n    permissions: {id-token: write}\n',
      [`- uses: pypa/gh-action-pypi-publish@${SHA} # v1.14.0`, '  with: {print-hash: true}'],
    );
    expect(verdicts(files)).toEqual([
      ...Array<string>(5).fill('met'),
      ...Array<string>(4).fill('unknown'),
      ...Array<string>(5).fill('met'),
    ]);
    const given = spec8Of(inputOf(files), { branch: true, signatures: false });
    expect([given[7]?.verdict, given[8]?.verdict]).toEqual(['met', 'not-met']);
  });

  test('names the places where it does not', () => {
    const points = spec8Of(
      inputOf({ [CI]: workflow(['- uses: pypa/gh-action-pypi-publish@v1', '  with: {password: x}']) }),
    );
    expect(points.filter(({ verdict }) => verdict === 'not-met').map(({ number }) => number)).toEqual([
      1, 2, 3, 4, 5, 10, 11, 12, 14,
    ]);
    expect(points[9]?.places).toMatchObject([{ path: CI, line: 6 }]);
  });

  test.each([
    ['met', { '.github/dependabot.yaml': 'updates:\n  - package-ecosystem: github-actions\n' }],
    ['met', { 'package.json': '{"renovate": {}}' }],
    ['not-met', { '.github/dependabot.yml': 'updates:\n  - package-ecosystem: pip\n' }],
    ['not-met', { '.github/dependabot.yml': '' }],
    ['not-met', {}],
  ])('a bot that updates the pins is %s by %j', (verdict, files) => {
    expect(spec8Of(inputOf(files))[10]?.verdict).toBe(verdict);
  });

  test('asks nothing of workflows that do not publish', () => {
    expect(verdicts({ [CI]: scored })[1]).toBe('inapplicable');
  });
});

describe('access', () => {
  const input = inputOf(
    { CODEOWNERS: '# c\n* @kim @org/team\n/docs/ @lee # x\n' },
    {
      history: {
        commits: [
          commitAt(3, 'Kim', '12+kim@users.noreply.github.com'),
          commitAt(900, 'Lee', 'lee@example.org'),
        ],
        complete: true,
      },
    },
  );
  const ownership = readOwnership({
    ownership: { organization: null, roles: [{ user: 'lee', role: 'Owner' }] },
  });

  test('tells who is active, who is not, and who cannot be told', () => {
    const { holders, remarks } = accessOf(input, { months: 12, ...(ownership && { ownership }) });
    expect(holders.map(({ name, state, access }) => [name, state, access.length])).toEqual([
      ['kim', 'active', 1],
      ['lee', 'inactive', 2],
      ['org/team', 'unknown', 1],
    ]);
    expect(remarks.join('\n')).toMatch(
      /one person alone owns the project on the index[^]*1 with access were not seen/,
    );
  });

  test('drafts thanks apart from what is to be taken back', () => {
    const { emeritus = '' } = accessOf(input, { months: 12, ...(ownership && { ownership }) });
    expect(emeritus).toMatch(/^## Emeritus maintainers\n[^]*\n- lee\n\n<!-- Access to take back/);
    expect(accessOf(input, { months: 60 }).emeritus).toBeUndefined();
  });

  test('of an answer of another form is not read', () => {
    for (const wrong of [null, [], {}, { ownership: 1 }, { roles: 'x' }])
      expect(readOwnership(wrong)).toBeUndefined();
    expect(readOwnership({ roles: [{ user: 1 }, { user: 'a', role: 'Owner' }] })?.roles).toHaveLength(1);
  });
});

test('the answer of git is read commit by commit, and nothing else in it', () => {
  const text = `${SHA}\u001fA\u001fa@b\u001f2026-01-02T03:04:05+02:00\u001e\nwarning\u001e\n${SHA}\u001fB\u001f\u001fnever\u001e`;
  expect(parseHistory(text, false)).toEqual({
    commits: [{ commit: SHA, author: 'A', email: 'a@b', date: '2026-01-02T01:04:05.000Z' }],
    complete: true,
  });
  expect(parseHistory('', true).complete).toBe(false);
});

describe('what is written', () => {
  const hostile = inputOf({
    [CI]: workflow(['- uses: "a/b@|</td>`[x](y)\\u001b[31m\\u202e"']),
    CODEOWNERS: '* @x<script>\u0007\n',
  });
  const made = assess(hostile, { path: '.', months: 12 });

  test('is the same for the same input', () => {
    const again = assess(hostile, { path: '.', months: 12 });
    for (const write of [assessmentText, assessmentMarkdown, assessmentJson])
      expect(write(again)).toBe(write(made));
  });

  test('holds nothing of the judged tree that a terminal or a page would obey', () => {
    // eslint-disable-next-line no-control-regex
    expect(assessmentText(made)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(assessmentMarkdown(made)).not.toMatch(/<script>|<\/td>|[^\\]\[x\]/);
  });

  test('as JSON says when, and what stays unknown', () => {
    const json = JSON.parse(assessmentJson(made));
    expect(json).toMatchObject({ schema: 'custody.assessment/1', assessed: NOW });
    expect(json.scorecard.checks.find(({ name }: { name: string }) => name === 'Code-Review').score).toEqual({
      kind: 'interval',
      min: 0,
      max: 10,
    });
  });

  test('as a badge is of one width for one text, and well formed', () => {
    const end = fc.integer({ min: 0, max: 100 }).map((one) => one / 10);
    fc.assert(
      fc.property(end, end, (a, b) => {
        const total = { min: Math.min(a, b), max: Math.max(a, b) };
        const svg = badgeOf({ total });
        expect(svg).toBe(badgeOf({ total }));
        expect(svg.match(/<text/g)).toHaveLength(2);
        expect(svg).not.toMatch(/NaN|undefined/);
      }),
    );
    expect(badgeOf({})).toContain('scorecard: ?');
  });
});
