import { Buffer } from 'node:buffer';
import { applySplices } from '@custody/findings';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { editPyproject } from './pyproject.ts';

const EDITS = [{ name: 'a', from: '1.0', to: '1.2' }];

const edited = async (text: string): Promise<string> => {
  const bytes = Buffer.from(text);
  const edit = await editPyproject('pyproject.toml', bytes, EDITS);
  return edit.kind === 'refused'
    ? `refused: ${edit.reason}`
    : Buffer.from(applySplices(bytes, edit.splices)).toString();
};

describe('an edit of a pyproject.toml', () => {
  const text = `# \u20ac "a==1.0"
[project]
name = "a"\r
version = "1.0"
dependencies = [ # a==1.0
  'A[x]==1.0.0;os_name=="nt"', "b==1.0",
\t"a==1.0"]
optional-dependencies.x = ["a === 1.0"]
[project.optional-dependencies]
[dependency-groups]
dev = ["a==1.0", {include-group = "x"}, "a>=1.0"]
[build-system]
requires = ["a==1.0"]
[tool.other]
dependencies = ["a==1.0"]
`.replace('[project.optional-dependencies]\n', '');

  test('changes pins where requirements stand, and nothing else', async () => {
    const expected = text
      .replace('A[x]==1.0.0', 'A[x]==1.2')
      .replace('\t"a==1.0"', '\t"a==1.2"')
      .replace('"a === 1.0"', '"a === 1.2"')
      .replace('dev = ["a==1.0"', 'dev = ["a==1.2"')
      .replace('requires = ["a==1.0"', 'requires = ["a==1.2"');
    expect(await edited(text)).toBe(expected);
    expect(await edited(`\ufeff${text}`)).toBe(`\ufeff${expected}`);
    expect(await edited(expected)).toBe(expected);
  });

  test('is refused where what stands there is not what it means', async () => {
    expect(await edited('[project]\ndependencies = ["a=\\u003d1.0"]\n')).toBe(
      'refused: pyproject.toml, line 2: the text that pins a has escapes or several lines.',
    );
    expect(await edited('[project\n')).toContain('it is no TOML that can be edited');
  });

  test('keeps every byte that it does not mean, whatever else the file says', async () => {
    const item = fc.constantFrom('a==1.0', 'a == 1', 'b==1.0', 'a>=1.0', 'a[x]==1.0 ; extra == \\"y\\"', 'c');
    const junk = fc.constantFrom('', ' # a==1.0', '\n  # \u20ac\u{1f600}', '\r\n\t');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(item, junk)), fc.boolean(), async (items, mark) => {
        const make = (of: (text: string) => string): string =>
          `${mark ? '\ufeff' : ''}x = "\u{1f600}"\n[project]\ndependencies = [${items
            .map(([one, after]) => `"${of(one)}",${after}\n`)
            .join('')}]\n`;
        const known = make((one) => one);
        const plain = items.every(([one]) => !one.includes('\\'));
        const now = await edited(known);
        if (plain) expect(now).toBe(make((one) => one.replace(/^a(\s*)==(\s*)1(\.0)?$/, 'a$1==$21.2')));
        else expect(now.startsWith('refused') || now === known).toBe(true);
      }),
    );
  });
});
