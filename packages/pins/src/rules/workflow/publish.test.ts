import { describe, expect, test } from 'vitest';
import { finds, steps } from '../../testing/finds.ts';
import { buildWithIdToken } from './build-with-id-token.ts';
import { hashNotPrinted } from './hash-not-printed.ts';
import { noAttestation } from './no-attestation.ts';
import { noAttestationVerify } from './no-attestation-verify.ts';
import { publishNoEnvironment } from './publish-no-environment.ts';
import { publishOnPush } from './publish-on-push.ts';
import { publishToken } from './publish-token.ts';
import { releaseCache } from './release-cache.ts';
import { secretsInherit } from './secrets-inherit.ts';

const publish = '- uses: pypa/gh-action-pypi-publish@v1';

test('workflow/publish-token finds stored tokens', () => {
  finds(publishToken, steps([publish, '  with: {«password»: "${{ secrets.PYPI }}"}']));
  finds(
    publishToken,
    steps(['- run: python -m twine upload dist/*', '  env: {«TWINE_PASSWORD»: "${{ secrets.PYPI }}"}']),
  );
  finds(publishToken, steps(['- run: uv publish'], ['env: {«UV_PUBLISH_TOKEN»: "${{ secrets.PYPI }}"}']));
  finds(
    publishToken,
    steps([publish, '- run: twine check dist/*', '  env: {TWINE_PASSWORD: "${{ secrets.PYPI }}"}']),
  );
});

test('workflow/publish-no-environment finds jobs without one, trials left out', () => {
  finds(publishNoEnvironment, steps([publish]).replace('  a:', '  «a»:'));
  finds(
    publishNoEnvironment,
    steps(['- run: |', '    if x; then', '      pipx run twine upload dist/*', '    fi']).replace(
      '  a:',
      '  «a»:',
    ),
  );
  finds(publishNoEnvironment, steps([publish], ['environment: pypi']));
  finds(publishNoEnvironment, steps([publish, '  with: {repository-url: https://test.pypi.org/legacy/}']));
  finds(
    publishNoEnvironment,
    steps(['- run: twine upload -r testpypi dist/*', '- run: uv publish --dry-run']),
  );
});

describe('workflow/publish-on-push', () => {
  const marked = publish.replace('pypa/gh-action-pypi-publish@v1', '«pypa/gh-action-pypi-publish@v1»');
  test.each([
    'on: push',
    'on: [push, release]',
    'on: {push: {branches: [main]}}',
    'on: {push: {branches: [main], tags: ["*"]}}',
    'on: {schedule: []}',
  ])('finds %s', (on) => {
    finds(publishOnPush, steps([marked], [], [on]));
  });

  test.each([
    ['on: {push: {tags: ["*"]}}', ''],
    ['on: release', ''],
    ['on: workflow_dispatch', ''],
    ['on: push', "if: startsWith(github.ref, 'refs/tags/')"],
    ['on: push', "if: github.event_name == 'release'"],
  ])('leaves %s with "%s"', (on, condition) => {
    finds(publishOnPush, steps([publish], [condition], [on]));
  });

  test('sees the condition of a job before it', () => {
    finds(
      publishOnPush,
      `on: push\njobs:\n  t:\n    if: github.ref_type == 'tag'\n    steps: []\n  p:\n    needs: t\n    steps:\n      ${publish}\n`,
    );
  });
});

test('workflow/build-with-id-token finds builds where the identity is', () => {
  const identity = ['permissions: {id-token: write}'];
  finds(buildWithIdToken, steps(['- run: x && «python -m build»', publish], identity));
  finds(buildWithIdToken, steps(['- run: «pip install build»', '- run: tox', publish], identity));
  finds(buildWithIdToken, steps(['- uses: actions/download-artifact@v4', publish], identity));
  finds(buildWithIdToken, steps(['- run: python -m build', publish]));
  finds(buildWithIdToken, steps(['- run: python -m build'], identity));
});

test('workflow/release-cache finds caches in what is published, over artifacts too', () => {
  finds(releaseCache, steps(['- uses: actions/setup-python@v6', '  with: {«cache»: pip}', publish]));
  const hands = (name: string, cache: string): string =>
    `jobs:\n  b:\n    steps:\n      - uses: ${cache}\n      - uses: actions/upload-artifact@v4\n        with: {name: ${name}}\n  p:\n    needs: b\n    steps:\n      - uses: actions/download-artifact@v4\n        with: {pattern: dist-*}\n      ${publish}\n`;
  finds(releaseCache, hands('dist-x', '«actions/cache@v4»'));
  finds(releaseCache, hands('coverage', 'actions/cache@v4'));
  finds(
    releaseCache,
    steps([
      '- uses: astral-sh/setup-uv@v7',
      '  with: {enable-cache: false}',
      '- uses: astral-sh/setup-uv@v7',
      '  with: {enable-cache: "${{ x }}"}',
      publish,
    ]),
  );
  finds(releaseCache, steps(['- uses: actions/cache@v4']));
});

test('workflow/secrets-inherit finds calls that hand over everything', () => {
  finds(
    secretsInherit,
    'jobs:\n  a:\n    uses: x/y/.github/workflows/w.yml@v1\n    secrets: «inherit»\n  b:\n    uses: ./w.yml\n    secrets: {A: x}\n',
  );
});

test('workflow/no-attestation finds publishing without one', () => {
  finds(noAttestation, steps(['- run: «twine upload dist/*»']));
  finds(noAttestation, steps(['- uses: «pypa/gh-action-pypi-publish@v1»', '  with: {attestations: false}']));
  finds(noAttestation, steps(['- uses: «pypa/gh-action-pypi-publish@v1»', '  with: {password: x}']));
  finds(noAttestation, steps([publish]));
  finds(noAttestation, steps(['- uses: actions/attest-build-provenance@v3', '- run: uv publish']));
});

test('workflow/no-attestation-verify finds what is attested and not looked at', () => {
  const text = (before: string): string =>
    `jobs:\n  b:\n    steps:\n      - uses: actions/attest-build-provenance@v3\n  p:\n    needs: [b]\n    steps:\n${before}      - uses: «pypa/gh-action-pypi-publish@v1»\n`;
  finds(noAttestationVerify, text(''));
  finds(noAttestationVerify, text('      - run: gh attestation verify dist/*\n').replace(/[«»]/g, ''));
  finds(noAttestationVerify, steps([publish]));
});

test('workflow/hash-not-printed asks for the hashes, and writes it', () => {
  const { mended } = finds(hashNotPrinted, steps(['- uses: «pypa/gh-action-pypi-publish@v1»']));
  expect(mended).toBe(steps([publish, '  with:', '    print-hash: true']));
  expect(finds(hashNotPrinted, steps([publish, '  with: {print-hash: «false»}'])).mended).toContain(
    'print-hash: true',
  );
  finds(hashNotPrinted, steps([publish, '  with: {print-hash: true}']));
  finds(hashNotPrinted, steps(['- run: twine upload dist/*']));
});
