import { describe, expect, test } from 'vitest';
import type { Bill } from '../bill/types.ts';
import { listOf, textOf } from '../json/value.ts';
import { toSpdx } from './write.ts';

const written = async (...urls: readonly string[]) => {
  const externalReferences = urls.map((url) => ({ type: 'distribution', url }));
  const bill: Bill = {
    metadata: {},
    root: 'r',
    components: [{ ref: 'r', type: 'library', name: 'water', externalReferences }],
    dependencies: [],
    compositions: [],
  };
  const { document, losses } = await toSpdx(bill);
  const [only] = listOf(document, 'packages');
  return { location: textOf(only, 'downloadLocation'), lost: losses.map(({ what }) => what).sort() };
};

describe('downloadLocation', () => {
  test.each([
    'https://files.example/water-1.0.tar.gz',
    'http://files.example/water-1.0.tar.gz',
    'ftp://files.example/water-1.0.tar.gz',
    'git+https://git.example/water.git@v1.0#src',
    'git+ssh://git.example/water.git',
    'hg+https://hg.example/water',
    'svn+https://svn.example/water/trunk@7',
    'bzr+lp:water',
  ])('is %s', async (url) => {
    expect(await written(url)).toEqual({ location: url, lost: [] });
  });

  test.each([
    'pkg:pypi/water@1.0?checksum=sha256:00',
    'file:///srv/water-1.0.tar.gz',
    'water-1.0.tar.gz',
    'urn:uuid:3e671687-395b-51f5-a30f-a58921a69b79',
    'https://',
    'https://files.example/with a space',
    'cvs+https://files.example/water',
    '',
  ])('is not asserted for %j, which is told as a loss', async (url) => {
    expect(await written(url)).toEqual({ location: 'NOASSERTION', lost: [`distribution ${url}`] });
  });

  test('is the first that SPDX can name', async () => {
    const [purl, first, second] = ['pkg:pypi/water@1.0', 'https://a.example/w', 'https://b.example/w'];
    expect(await written(purl, first, second)).toEqual({
      location: first,
      lost: [`distribution ${second}`, `distribution ${purl}`],
    });
  });
});
