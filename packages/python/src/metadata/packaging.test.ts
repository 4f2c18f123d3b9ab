import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { python } from '../testing/python.ts';
import { METADATA_CODES } from './codes.ts';
import { parseMetadata } from './parse.ts';

const parse = (text: string): ReturnType<typeof parseMetadata> => parseMetadata(Buffer.from(text, 'utf8'));

/** What only the index asks for, beyond the packaging library. */
const BEYOND = new Set([
  'local-version',
  'summary-length',
  'email',
  'url',
  'project-url-label',
  'private-classifier',
  'classifier-shape',
  'requires-dist-url',
  'distribution-requirement',
  'dynamic-unlisted',
  'license-and-expression',
]);

/** What the packaging library refuses but the index never sees. */
const UNSEEN = new Set([
  'unknown-field',
  'duplicate-field',
  'not-utf8',
  'byte-order-mark',
  'description-twice',
  'license-file-early',
]);

describe('against the packaging library of Python', () => {
  const line = fc.constantFrom(
    'Summary: a',
    'Summary: b\n  c',
    'summary:x',
    'Colour: red',
    'License: MIT',
    'License-Expression: mit',
    'License-Expression: (MIT',
    'License-File: LICENSE',
    'License-File: a/../b',
    'License-File: a*',
    'License-File: /a',
    'License-File: C:\\a',
    'Classifier: A :: B',
    'Requires-Python: >=3.8',
    'Requires-Python: 3',
    'Provides-Extra: x',
    'Provides-Extra: -x',
    'Provides-Extra: X_y ',
    'Requires-Dist: a>1',
    'Requires-Dist: a (>1) ; python_version < "3"',
    'Requires-Dist: a >',
    'Requires-Dist: a[b,c] @ https://example.com',
    'Dynamic: Summary',
    'Dynamic: name',
    'Dynamic: nope',
    'Import-Name: a',
    'Import-Name: a.b ; private',
    'Import-Name: a; other',
    'Import-Name: if',
    'Import-Name:',
    'Import-Namespace: a',
    'Import-Namespace:',
    'Description: a',
    'Description-Content-Type: text/markdown',
    'Description-Content-Type: text/html',
    'Description-Content-Type: text/x-rst; charset=utf-8',
    'Description-Content-Type: TEXT/plain; charset=UTF-8',
    'Description-Content-Type: text/markdown; variant=CommonMark',
    'Project-URL: a, https://a.example',
    'Project-URL: b,https://a.example',
    'Keywords: a b c',
    'Author-email: a@b.example',
    'Home-page: https://a.example',
    'Platform: any',
    '\nbody text',
    'not a field',
    'Supported-Platform: x',
    'Maintainer: m',
  );
  const head = fc.constantFrom(
    'Metadata-Version: 2.5',
    'Metadata-Version: 2.4',
    'Metadata-Version: 2.1',
    'Metadata-Version: 1.1',
    'Metadata-Version: 2.0',
    'Metadata-Version: 2.5 ',
  );
  const name = fc.constantFrom('Name: a', 'Name: A.b_c', 'Name: -a', 'Name: a ', 'Name:');
  const version = fc.constantFrom('Version: 1.0', 'Version: 1.0', 'Version: v1', 'Version: x', 'Version: ');

  test('finds the same files valid', () => {
    const common = fc.tuple(
      fc.constant('Metadata-Version: 2.5'),
      fc.constant('Name: a'),
      fc.constant('Version: 1'),
    );
    const texts = fc.sample(
      fc
        .tuple(fc.oneof(common, fc.tuple(head, name, version)), fc.array(line, { maxLength: 3 }))
        .map(([first, rest]) => `${[...first, ...rest].join('\n')}\n`),
      { numRuns: 5000, seed: 11 },
    );
    const theirs = python(
      `import json, sys
try:
    from packaging.metadata import Metadata, _VALID_METADATA_VERSIONS as known
except ImportError:
    known = []
def one(text):
    try:
        Metadata.from_email(text.encode())
        return True
    except Exception:
        return False
json.dump([one(t) for t in json.load(sys.stdin)] if "2.5" in known else None, sys.stdout)`,
      texts,
    );
    if (theirs === undefined || theirs === null) return;
    const ours = texts.map(
      (text) =>
        !parse(text).problems.some(
          ({ code }) =>
            UNSEEN.has(code) || (METADATA_CODES[code].source === 'pypi-rejects' && !BEYOND.has(code)),
        ),
    );
    const differing = texts.filter((_, i) => ours[i] !== (theirs as readonly boolean[])[i]);
    expect(differing.slice(0, 5)).toEqual([]);
    expect(ours.filter(Boolean).length).toBeGreaterThan(500);
  });
});
