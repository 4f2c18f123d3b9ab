import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { command } from './testing/custody.ts';

const validate = (input: string, ...more: readonly string[]) =>
  spawnSync(process.execPath, [...command(), 'sbom', 'validate', '--format', 'json', '-', ...more], {
    input,
    encoding: 'utf8',
  });

test('sbom validate - reads the document from standard input', () => {
  const { stdout, stderr } = validate('{"bomFormat":"CycloneDX","specVersion":"1.6","version":0}');
  expect(stderr).toBe('');
  expect(stdout).toContain('"sbom/schema"');
  expect(stdout).toContain('CycloneDX 1.6');
});

test('nothing on standard input is no SBOM', () => {
  expect(validate('').status).not.toBe(0);
});

test('standard input is read once: named twice, it is a usage error', () => {
  expect(validate('{}', '-')).toMatchObject({ status: 2, stdout: '' });
});
