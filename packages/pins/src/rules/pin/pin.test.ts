import { describe, expect, test } from 'vitest';
import { ruleTable } from '@custody/findings';
import { resolutions, sha } from '../../testing/resolutions.ts';
import { finds } from '../../testing/finds.ts';
import { mendedTwice, seen } from '../../testing/seen.ts';
import { archivedAction } from './archived-action.ts';
import { freshPin } from './fresh-pin.ts';
import { impostorCommit } from './impostor-commit.ts';
import { inconsistentPin } from './inconsistent-pin.ts';
import { pinRules } from './index.ts';
import { missingVersionComment } from './missing-version-comment.ts';
import { refConfusion } from './ref-confusion.ts';
import { shortSha } from './short-sha.ts';
import { typosquatAction } from './typosquat-action.ts';
import { unpinnedAction } from './unpinned-action.ts';
import { unpinnedReusableWorkflow } from './unpinned-reusable-workflow.ts';
import { untaggedSha } from './untagged-sha.ts';
import { versionCommentMismatch } from './version-comment-mismatch.ts';
import { vulnerableAction } from './vulnerable-action.ts';
import { workspaceRelativeAction } from './workspace-relative-action.ts';

const steps = (...lines: readonly string[]): string =>
  `jobs:\n  a:\n    steps:\n${lines.map((line) => `      ${line}\n`).join('')}`;

const known = resolutions({
  'a/b': {
    tags: { v1: sha('1'), 'v1.2': sha('1'), 'v1.2.3': sha('1'), v2: sha('2'), both: sha('3') },
    branches: { main: sha('9'), both: sha('4') },
  },
});

/** A rule finds exactly what is marked. */
test('the family has each rule once', () => {
  expect(ruleTable(pinRules.map(({ rule }) => rule)).size).toBe(pinRules.length);
});

describe('pin/unpinned-action', () => {
  test('keeps the version that was written, where a commit has tags of two lines', () => {
    const two = resolutions({ 'a/b': { tags: { 'v7.0.0': sha('1'), '2.1.0': sha('1'), v7: sha('1') } } });
    for (const ref of ['v7.0.0', 'v7'])
      expect(seen(unpinnedAction, steps(`- uses: a/b@${ref}`), { resolutions: two }).mended).toContain(
        `a/b@${sha('1')} # v7.0.0`,
      );
  });

  test('finds tags and branches, and not commits, local actions or reusable workflows', () => {
    const { found } = finds(
      unpinnedAction,
      `${steps('- uses: «a/b@v1»', '- uses: «"a/b/sub@main"»', `- uses: a/b@${sha('1')}`, '- uses: ./x', '- uses: $/x')}  w:\n    uses: a/b/.github/workflows/w.yml@v1\n`,
    );
    expect(found.map(({ severity }) => severity)).toEqual(['medium', 'high']);
  });

  test('weighs those of GitHub itself less', () => {
    expect(
      finds(unpinnedAction, steps('- uses: «actions/checkout@v4»', '- uses: «github/x@main»')).found.map(
        ({ severity }) => severity,
      ),
    ).toEqual(['low', 'medium']);
  });

  test('leaves those that the lock fixes', () => {
    const lock = `version: v0.0.2\nworkflows:\n  ci.yml: [a/b@v1]\ndependencies:\n  a/b@v1: {ref: v1, commit: sha1-${sha('1')}}\n`;
    finds(unpinnedAction, steps('- uses: a/b@v1', '- uses: «a/b@v2»'), {
      others: { '.github/workflows/actions.lock': lock },
    });
  });

  test('pins to the commit, with the most exact version behind it, once', () => {
    const text = steps(
      '- uses: «a/b@v1»',
      "- uses: «'a/b@v1'» # v1",
      '- uses: «a/b@v1» # keep: me',
      '- {uses: «a/b@v1», with: {}}',
    );
    const { mended } = finds(unpinnedAction, text, { resolutions: known });
    expect(mended).toBe(
      steps(
        `- uses: a/b@${sha('1')} # v1.2.3`,
        `- uses: 'a/b@${sha('1')}' # v1.2.3`,
        `- uses: a/b@${sha('1')} # keep: me`,
        '- {uses: a/b@v1, with: {}}',
      ),
    );
    expect(mendedTwice(unpinnedAction, text, { resolutions: known })).toBe(mended);
  });

  test('pins a branch only where a person says so', () => {
    const text = steps('- uses: «a/b@main»');
    expect(seen(unpinnedAction, text, { resolutions: known }).mended).toBe(steps('- uses: a/b@main'));
    expect(seen(unpinnedAction, text, { resolutions: known, unsafe: true }).mended).toBe(
      steps(`- uses: a/b@${sha('9')} # main`),
    );
  });

  test('keeps Windows line breaks', () => {
    const text = steps('- uses: «a/b@v1»').replaceAll('\n', '\r\n');
    expect(seen(unpinnedAction, text, { resolutions: known }).mended).toBe(
      steps(`- uses: a/b@${sha('1')} # v1.2.3`).replaceAll('\n', '\r\n'),
    );
  });
});

test('pin/unpinned-reusable-workflow finds tags and branches, except where only a tag works', () => {
  finds(
    unpinnedReusableWorkflow,
    'jobs:\n  a:\n    uses: «a/b/.github/workflows/w.yml@v1»\n  b:\n    uses: slsa-framework/slsa-github-generator/.github/workflows/g.yml@v2.1.0\n  c:\n    uses: ./.github/workflows/x.yml\n',
  );
});

test('pin/short-sha finds what looks like a shortened commit', () => {
  finds(
    shortSha,
    steps('- uses: a/b@«0123abc»', `- uses: a/b@${sha('1')}`, '- uses: a/b@v1', '- uses: a/b@20240101'),
  );
});

describe('pin/missing-version-comment', () => {
  test('finds pins without a version', () => {
    finds(
      missingVersionComment,
      steps(
        `- uses: a/b@«${sha('1')}»`,
        `- uses: a/b@«${sha('1')}» # do not touch`,
        `- uses: a/b@${sha('1')} # v1`,
        `- uses: a/b@${sha('1')} # tag=v1.2.3`,
        `- uses: a/b@${sha('1')} # main`,
        '- uses: a/b@v1',
      ),
    );
  });

  test('writes the version where it is known and nothing stands there', () => {
    const text = steps(
      `- uses: a/b@${sha('1')}`,
      `- uses: a/b@${sha('1')} # words`,
      `- uses: a/b@${sha('7')}`,
    );
    expect(seen(missingVersionComment, text, { resolutions: known }).mended).toBe(
      steps(`- uses: a/b@${sha('1')} # v1.2.3`, `- uses: a/b@${sha('1')} # words`, `- uses: a/b@${sha('7')}`),
    );
  });
});

describe('pin/version-comment-mismatch', () => {
  test('finds comments that name another version or none that is', () => {
    const { unknown, mended } = finds(
      versionCommentMismatch,
      steps(
        `- uses: a/b@${sha('1')} «# v2»`,
        `- uses: a/b@${sha('1')} «# v9.9.9 (new)»`,
        `- uses: a/b@${sha('1')} # v1.2.3`,
        `- uses: a/b@${sha('1')} # v1`,
        `- uses: a/b@${sha('1')} # 1.2.3`,
      ),
      { resolutions: known },
    );
    expect(unknown).toEqual([]);
    expect(mended).toContain(`${sha('1')} # v1.2.3\n      - uses: a/b@${sha('1')} # v1.2.3 (new)\n`);
  });

  test('leaves a moving tag that stood for the pinned version once', () => {
    const moved = resolutions({ 'a/b': { tags: { v2: sha('2'), 'v2.0.0': sha('5') } } });
    finds(versionCommentMismatch, steps(`- uses: a/b@${sha('5')} # v2`, `- uses: a/b@${sha('6')} «# v2»`), {
      resolutions: moved,
    });
  });

  test('is unknown once where the tags are not known', () => {
    const { found, unknown } = seen(
      versionCommentMismatch,
      steps(`- uses: a/b@${sha('1')} # v2`, `- uses: c/d@${sha('1')} # v2`),
    );
    expect(found).toEqual([]);
    expect(unknown).toMatchObject([
      { required: false, reason: expect.stringContaining('2 pins of 2 repositories') },
    ]);
  });

  test('is judged offline from the lock of actions', () => {
    const lock = `dependencies:\n  a/b@v2: {ref: v2, commit: sha1-${sha('2')}}\n`;
    finds(versionCommentMismatch, steps(`- uses: a/b@${sha('1')} «# v2»`), {
      others: { '.github/workflows/actions.lock': lock },
    });
  });
});

describe('pin/inconsistent-pin', () => {
  const action = { 'x/action.yml': `runs: {using: composite, steps: [{uses: "a/b@${sha('2')}"}]}` };

  test('finds the older of two pins, over workflows and actions', () => {
    const { found } = finds(
      inconsistentPin,
      steps(
        `- uses: «a/b@${sha('1')}» # v1.2.3`,
        `- uses: a/b@${sha('2')} # v1.3.0`,
        `- uses: c/d@${sha('3')}`,
      ),
    );
    expect(found[0]?.related).toHaveLength(1);
    expect(
      seen(inconsistentPin, steps(`- uses: a/b@${sha('1')}`, `- uses: a/b@${sha('1')}`), { others: action })
        .found,
    ).toHaveLength(1);
  });

  test('brings the old one up, of the same major version by itself', () => {
    const text = steps(`- uses: a/b@${sha('1')}  # v1.2.3`, `- uses: a/b@${sha('2')} # v1.10.0`);
    expect(seen(inconsistentPin, text).mended).toBe(
      steps(`- uses: a/b@${sha('2')}  # v1.10.0`, `- uses: a/b@${sha('2')} # v1.10.0`),
    );
    const major = steps(`- uses: a/b@${sha('1')} # v1.2.3`, `- uses: a/b@${sha('2')} # v2.0.0`);
    expect(seen(inconsistentPin, major).mended).toBe(major);
  });

  test('leaves lines of an action apart that have names', () => {
    finds(inconsistentPin, steps(`- uses: a/b@${sha('1')} # stable`, `- uses: a/b@${sha('2')} # nightly`));
  });
});

test('pin/untagged-sha finds commits that no tag stands for', () => {
  const text = steps(`- uses: a/b@«${sha('9')}»`, `- uses: a/b@${sha('1')}`);
  expect(finds(untaggedSha, text, { resolutions: known }).found[0]?.message).toContain('branch main');
  expect(seen(untaggedSha, text)).toMatchObject({ found: [], unknown: [{ required: false }] });
});

test('pin/impostor-commit is unknown for commits that nothing ends in, and for what was not asked', () => {
  expect(seen(impostorCommit, steps(`- uses: a/b@${sha('1')}`), { resolutions: known }).unknown).toEqual([]);
  expect(seen(impostorCommit, steps(`- uses: a/b@${sha('7')}`), { resolutions: known }).unknown).toHaveLength(
    1,
  );
  expect(seen(impostorCommit, steps(`- uses: a/b@${sha('1')}`)).unknown).toHaveLength(1);
});

test('pin/ref-confusion finds a name that is a tag and a branch', () => {
  finds(refConfusion, steps('- uses: a/b@«both»', '- uses: a/b@v1', '- uses: a/b@main'), {
    resolutions: known,
  });
  expect(seen(refConfusion, steps('- uses: a/b@v1')).unknown).toHaveLength(1);
});

test('rules without a source of their facts are unknown, once, and never ok', () => {
  const text = steps(`- uses: a/b@${sha('1')}`, `- uses: a/b@${sha('2')}`);
  for (const rule of [freshPin, vulnerableAction]) {
    expect(seen(rule, text).unknown).toHaveLength(1);
    expect(seen(rule, steps('- run: x')).unknown).toEqual([]);
  }
});

describe('pin/workspace-relative-action', () => {
  const others = { 'act/action.yml': 'runs: {using: composite, steps: []}' };

  test('finds local actions behind a checkout of another tree, and takes them from their own commit', () => {
    const text = steps(
      '- uses: ./act',
      '- uses: actions/checkout@v4',
      '  with: {ref: x}',
      '- uses: «./act»',
      "- uses: «'./act'»",
    );
    const { mended } = finds(workspaceRelativeAction, text, { others });
    expect(mended).toContain("with: {ref: x}\n      - uses: $/act\n      - uses: '$/act'\n");
  });

  test('leaves them where the other tree lies elsewhere', () => {
    finds(
      workspaceRelativeAction,
      steps(
        '- uses: actions/checkout@v4',
        '  with: {ref: x, path: other}',
        '- uses: ./act',
        '- uses: «./other/act»',
        '- uses: actions/checkout@v4',
        '  with: {ref: "${{ github.sha }}"}',
        '- uses: ./act',
      ),
      { others },
    );
  });
});

test('pin/typosquat-action finds names one letter away from well-known ones', () => {
  finds(
    typosquatAction,
    steps(
      '- uses: «action/checkout@v4»',
      '- uses: «actions/chekcout@v4»',
      '- uses: pypa/gh-action-pypi-publsh@v1 # its owner may name others alike',
      '- uses: «pypaa/gh-action-pypi-publish@v1»',
      '- uses: actions/checkout@v4',
      '- uses: actions/cache/restore@v4',
      '- uses: my/checkout@v4',
    ),
  );
});

test('pin/archived-action finds archived ones', () => {
  finds(
    archivedAction,
    steps(
      '- uses: «actions/create-release@v1»',
      '- uses: «Actions-RS/Toolchain@v1»',
      '- uses: actions/checkout@v4',
    ),
  );
});
