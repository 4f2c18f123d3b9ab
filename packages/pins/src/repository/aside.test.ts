import { expect, test } from 'vitest';
import { asideOf, isAside } from './aside.ts';

test.each([
  ['tests/requirements.txt', 'tests'],
  ['a/_vendor/b/pyproject.toml', '_vendor'],
  ['cookiecutter-x/pyproject.toml', 'cookiecutter-x'],
  ['data-files/uv.lock', 'data-files'],
  ['Benchmarks/uv.lock', 'Benchmarks'],
])('%s stands aside, in %s', (path, folder) => {
  expect([asideOf(path), isAside(path)]).toEqual([folder, true]);
});

test.each(['tests', 'test.py', 'contest/uv.lock', 'src/testing.toml', 'pyproject.toml'])(
  '%s is of the project',
  (path) => {
    expect([asideOf(path), isAside(path)]).toEqual([undefined, false]);
  },
);
