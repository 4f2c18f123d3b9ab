import { describe, expect, test } from 'vitest';
import { mendedTwice, seen } from '../../testing/seen.ts';
import { templateInjection } from './template-injection.ts';

const steps = (...lines: readonly string[]): string =>
  `on: issues\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${lines.map((line) => `      ${line}\n`).join('')}`;
const title = '${{ github.event.issue.title }}';
const mended = (...lines: readonly string[]): string =>
  seen(templateInjection, steps(...lines), { unsafe: true }).mended;

describe('a text of an outsider', () => {
  test('is handed over in a variable, whatever the quotes around it', () => {
    const before = [
      '- name: x',
      '  run: |',
      `    echo ${title} é "a ${title}" 'b ${title}'`,
      '    echo ${{ github.head_ref }} > "$OUT"',
    ];
    const after = mended(...before);
    expect(after).toBe(
      steps(
        '- name: x',
        '  env:',
        '    ISSUE_TITLE: ${{ github.event.issue.title }}',
        '    HEAD_REF: ${{ github.head_ref }}',
        '  run: |',
        `    echo "\${ISSUE_TITLE}" é "a \${ISSUE_TITLE}" 'b '"\${ISSUE_TITLE}"''`,
        '    echo "${HEAD_REF}" > "$OUT"',
      ),
    );
    expect(mendedTwice(templateInjection, steps(...before), { unsafe: true })).toBe(after);
  });

  test('joins the variables that the step has', () => {
    expect(mended(`- run: echo ${title}`, '  env:', '    A: b')).toBe(
      steps(
        '- run: echo "${ISSUE_TITLE}"',
        '  env:',
        '    ISSUE_TITLE: ${{ github.event.issue.title }}',
        '    A: b',
      ),
    );
  });

  test('within a substitution takes the quotes that hold there', () => {
    expect(mended('- run: |', `    X="$(echo ${title})"`)).toContain('X="$(echo "${ISSUE_TITLE}")"');
  });

  test.each([
    ['the name is in use', [`- run: echo ${title} $ISSUE_TITLE`]],
    ['the step has a variable of that name', [`- run: echo ${title}`, '  env:', '    ISSUE_TITLE: x']],
    ['it stands in a here-document', ['- run: |', '    cat <<X', `    ${title}`, '    X']],
    ['it stands behind a substitution', ['- run: |', `    echo "$(date)${title}"`]],
    ['the script is no shell’s', [`- shell: python`, `  run: print("${title}")`]],
    ['the shell is cmd', ['- shell: cmd', `  run: echo ${title}`]],
    ['the whole text would begin with a quote', [`- run: ${title}`]],
    ['it stands in a text with escapes', [`- run: "echo ${title}"`]],
    ['the step is written in braces', [`- {run: 'echo ${title}'}`]],
    [
      'two expressions over one context differ',
      [`- run: echo ${title} \${{ github.event.issue.title || 1 }}`],
    ],
  ])('is left to a person where %s', (_, lines) => {
    const text = steps(...lines);
    const { mended: after, found } = seen(templateInjection, text, { unsafe: true });
    expect(after).toBe(text);
    expect(found.length).toBeGreaterThan(0);
  });

  test('is not touched by safe mends alone', () => {
    const text = steps(`- run: echo ${title}`);
    expect(seen(templateInjection, text).mended).toBe(text);
  });
});
