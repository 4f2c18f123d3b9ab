import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { examine } from '../../examine/examine.ts';

const directory = mkdtempSync(join(tmpdir(), 'custody-file-rules-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const BILL = '{"bomFormat":"CycloneDX","specVersion":"1.6","version":1}';
const context = { progress: () => undefined, signal: new AbortController().signal };

const fresh = (name: string, content = BILL): string => {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
};

describe('what must hold before anything inside a file is judged', () => {
  test('a file that can be read, is regular and stays as it is keeps all three', async () => {
    const path = fresh('sound.cdx.json');
    const { judged, findings, unknowns } = await examine(
      { target: { kind: 'sbom', path, size: BILL.length } },
      context,
    );
    const ids = ['file/readable', 'file/regular', 'file/unchanged'];
    expect(judged.filter((id) => id.startsWith('file/')).sort()).toEqual(ids);
    expect([...findings, ...unknowns].filter(({ rule }) => ids.includes(rule.id))).toEqual([]);
  });

  test('a folder named like a wheel is a finding at the folder', async () => {
    const path = join(directory, 'tidewater-1.0.0-py3-none-any.whl');
    mkdirSync(path);
    const { judged, findings, unknowns } = await examine(
      { target: { kind: 'misplaced-directory', path, size: 0 } },
      context,
    );
    expect(judged).toEqual(['file/regular']);
    expect(findings).toMatchObject([{ rule: { id: 'file/regular' }, locations: [{ file: path }] }]);
    expect(unknowns).toEqual([]);
  });

  test('a file that is not there is unknown, never ok', async () => {
    const path = join(directory, 'gone.cdx.json');
    const { findings, unknowns } = await examine({ target: { kind: 'sbom', path, size: 1 } }, context);
    expect(findings).toEqual([]);
    expect(unknowns).toMatchObject([{ rule: { id: 'file/readable' }, location: { file: path } }]);
  });

  test('of a file that is rewritten meanwhile nothing is known, not even what was found', async () => {
    const path = fresh('moving.cdx.json');
    const { findings, unknowns } = await examine(
      { target: { kind: 'sbom', path, size: BILL.length } },
      { ...context, progress: () => writeFileSync(path, `${BILL}\n`) },
    );
    expect(findings).toEqual([]);
    expect(unknowns).toMatchObject([{ rule: { id: 'file/unchanged' }, location: { file: path } }]);
  });
});
