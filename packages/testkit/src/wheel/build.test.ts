import { expect, test } from 'vitest';
import { askPython, hasPython } from '../testing/python.ts';
import { buildWheel, distInfoOf, wheelFileName } from './build.ts';

const CHECK = `
import base64, csv, hashlib, io, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    record = [n for n in z.namelist() if n.endswith('.dist-info/RECORD')][0]
    rows = {r[0]: r for r in csv.reader(io.StringIO(z.read(record).decode()))}
    names = [i.filename for i in z.infolist() if not i.is_dir()]
    assert sorted(rows) == sorted(names), (sorted(rows), sorted(names))
    for n in names:
        if n == record: assert rows[n][1:] == ['', '']; continue
        d = base64.urlsafe_b64encode(hashlib.sha256(z.read(n)).digest()).rstrip(b'=').decode()
        assert rows[n][1] == 'sha256=' + d and int(rows[n][2]) == len(z.read(n)), n
    print(len(names))
`;

test.skipIf(!hasPython)("python's zipfile reads every file and RECORD is right, odd names included", () => {
  const options = {
    files: { 'p/': '', 'p/a,"b".txt': 'x', 'p/ü.txt': 'ü', ' leading': '', 'p/big': new Uint8Array(100_000) },
    sboms: { 'a.cdx.json': '{}' },
  };
  expect(askPython(CHECK, wheelFileName(options), buildWheel(options))).toBe('9');
});

test('names follow the file name conventions', () => {
  const options = {
    name: 'Friendly-Bard.x',
    version: '1.0+local',
    build: '1a',
    tags: ['py2-none-any', 'py3-none-any'],
  };
  expect(wheelFileName(options)).toBe('friendly_bard_x-1.0+local-1a-py2.py3-none-any.whl');
  expect(distInfoOf(options)).toBe('friendly_bard_x-1.0+local.dist-info');
});

test('the same options give the same bytes', () => {
  expect(Buffer.compare(buildWheel(), buildWheel())).toBe(0);
});
