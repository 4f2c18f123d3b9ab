import { describe, expect, test } from 'vitest';
import { sha } from '../../testing/resolutions.ts';
import { finds } from '../../testing/finds.ts';
import { seen } from '../../testing/seen.ts';
import { preCommitMutableRev } from './pre-commit-mutable-rev.ts';
import { unpinnedImage } from './unpinned-image.ts';
import { unpinnedTool } from './unpinned-tool.ts';

const steps = (...lines: readonly string[]): string =>
  `jobs:\n  a:\n    steps:\n${lines.map((line) => `      ${line}\n`).join('')}`;

/** A rule finds exactly what is marked. */
describe('pin/unpinned-image', () => {
  const digest = `sha256:${'a'.repeat(64)}`;

  test('finds images of jobs, services and steps; what an expression names is unknown', () => {
    const { found, unknown } = finds(
      unpinnedImage,
      `jobs:\n  a:\n    container: «node»\n    services:\n      x: {image: «postgres:17»}\n      y: {image: "p:1@${digest}"}\n      z: {image: "\${{ matrix.i }}"}\n    steps:\n      - uses: docker://«alpine:3»\n`,
    );
    expect(found.map(({ severity }) => severity)).toEqual(['medium', 'low', 'low']);
    expect(unknown).toMatchObject([{ required: false }]);
  });

  test('finds those of Dockerfiles, through their defaults and not their own stages', () => {
    const text = `# syntax=x\nARG V=3.14\nFROM --platform=$P «python:\${V}» AS base\nFROM base\nFROM scratch\nFROM x@${digest}\nRUN a \\\n  # no\n  b\nFROM «y»\n`;
    const { texts } = finds(unpinnedImage, text, { path: 'docker/Dockerfile' });
    expect(texts).toEqual(['python:${V}', 'y']);
  });

  test('finds those of a GitLab pipeline, and not its virtual machines', () => {
    finds(
      unpinnedImage,
      'image: «python:3»\nj:\n  image: {name: «a:b»}\n  services: [«c»]\nm:\n  image: macos-15-xcode-16\n',
      { path: '.gitlab-ci.yml' },
    );
  });
});

test('pin/unpinned-tool finds tools and inputs without a version', () => {
  finds(
    unpinnedTool,
    steps(
      '- uses: astral-sh/setup-uv@v1',
      '  with: {version: «latest»}',
      '- uses: actions/setup-node@v1',
      '  with: {node-version: 20}',
      '- uses: actions/setup-go@v1',
      '  with: {go-version: stable}',
      '- run: npx «prettier» --check . && npx eslint@9.1.0 .',
      '- run: go install «example.com/x@latest» && cargo install «just» && cargo install just --version 1.2.3',
      '- run: npm ci && npx hugo',
    ),
  );
});

test('pin/pre-commit-mutable-rev tells tags and branches apart, and leaves commits', () => {
  const text = `repos:\n  - repo: https://x/a\n    rev: «v1.2»\n    hooks: []\n  - repo: https://x/b\n    rev: v3\n  - repo: https://x/c\n    rev: main\n  - repo: https://x/d\n    rev: ${sha('1')} # frozen: v1\n  - repo: local\n`;
  const { found } = seen(preCommitMutableRev, text, { path: '.pre-commit-config.yaml' });
  expect(found.map(({ key, severity, related }) => [key, severity, related?.length])).toEqual([
    ['branches', 'medium', 0],
    ['tags', undefined, 1],
  ]);
});
