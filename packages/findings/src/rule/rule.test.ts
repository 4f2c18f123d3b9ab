import { describe, expect, test } from 'vitest';
import { POLICY_RULES } from '../rules/index.ts';
import { HASH_MISMATCH, RELEASE_AGE, RULES } from '../testing/sample.ts';
import type { Rule, RuleId } from '../types.ts';
import { explainRule } from './explain.ts';
import { rulesMarkdown } from './markdown.ts';
import { ruleTable } from './table.ts';

describe('ruleTable', () => {
  test('is ordered by id and knows each rule', () => {
    expect([...RULES.keys()]).toEqual([...RULES.keys()].sort());
    expect(RULES.get('record/hash-mismatch')).toBe(HASH_MISMATCH);
  });

  test('takes one rule twice, but not two rules of one id', () => {
    expect(ruleTable([HASH_MISMATCH, HASH_MISMATCH]).size).toBe(1);
    expect(() => ruleTable([HASH_MISMATCH, { ...HASH_MISMATCH, title: 'Other' }])).toThrow(
      expect.objectContaining({ code: 'duplicate-rule' }),
    );
  });

  test.each([
    'zip',
    'Zip/a',
    'zip/',
    '/a',
    'zip/a b',
    'zip/a--b',
    'zip/a/b',
    'zip/-a',
    'zip/a_b',
    'zip/ä',
    'zip/a\n',
  ])('refuses the id %j', (id) => {
    expect(() => ruleTable([{ ...HASH_MISMATCH, id: id as RuleId }])).toThrow(
      expect.objectContaining({ code: 'malformed-rule-id' }),
    );
  });
});

describe('a rule in words', () => {
  test('for --explain', () => {
    expect(explainRule(HASH_MISMATCH, 80)).toMatchInlineSnapshot(`
      "record/hash-mismatch
        must hold  Every hash in RECORD equals the bytes.
        severity   critical, high confidence
        by         the standard demands it; custody asks for it
        standard   PEP 427, The .dist-info directory
        why        No installer and no index compares these hashes, so a file swapped
                   after the build reaches every user unnoticed.
        attack     A build step or mirror replaces one module in a finished wheel.
        to do      Rebuild the wheel from its source; do not ship this file.
      "
    `);
  });

  test('says when only the network could judge it', () => {
    expect(explainRule(RELEASE_AGE)).toContain('offline it stays unknown');
    expect(explainRule(HASH_MISMATCH)).not.toContain('offline');
  });

  test('as a page of all rules', async () => {
    const page = rulesMarkdown([...RULES.values(), ...POLICY_RULES]);
    await expect(page).toMatchFileSnapshot('fixtures/rules.md');
  });

  test('does the same whatever the order, and escapes markup', () => {
    const odd: Rule = {
      ...HASH_MISMATCH,
      id: 'a/b',
      title: 'No <script> or | in *names*',
      why: '# not a heading',
    };
    const page = rulesMarkdown([odd, RELEASE_AGE]);
    expect(rulesMarkdown([RELEASE_AGE, odd])).toBe(page);
    expect(page).toContain('**No \\<script\\> or \\| in \\*names\\*.**');
  });
});
