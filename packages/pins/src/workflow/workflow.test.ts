import { describe, expect, test } from 'vitest';
import { memoryRepository } from '../repository/memory.ts';
import { repositoryView } from '../repository/view.ts';
import { environmentOf, stepsIn, usesIn } from './each.ts';
import { accessTo } from './permissions.ts';
import { ciOf } from './read.ts';
import { refForm } from './uses.ts';

const view = (text: string, others: Readonly<Record<string, string>> = {}) =>
  repositoryView(memoryRepository({ '.github/workflows/a.yml': text, ...others }));

const WORKFLOW = `name: x
on:
  push: {branches: [main]}
  workflow_dispatch:
permissions: read-all
env: {A: workflow}
defaults: {run: {shell: bash}}
jobs:
  build:
    needs: [other]
    runs-on: windows-latest
    permissions: {contents: write}
    container: node:20
    services: {db: {image: "docker://postgres:17"}}
    env: {A: job}
    steps:
      - uses: actions/checkout@v4 # newest
        with: {ref: x}
      - &shared
        name: s
        run: pip install x
        env: {A: step}
      - *shared
      - parallel:
          - uses: ./local
          - uses: $/own
          - uses: docker://alpine:3
  call:
    uses: o/r/.github/workflows/w.yml@main
    secrets: inherit
`;

describe('a workflow', () => {
  const { workflows } = view(WORKFLOW).once(ciOf);
  const [workflow] = workflows;
  const [build, call] = workflow?.jobs ?? [];

  test('has its triggers, permissions and jobs', () => {
    expect(workflow?.triggers.map(({ name }) => name)).toEqual(['push', 'workflow_dispatch']);
    expect(workflow?.permissions && accessTo(workflow.permissions, 'packages')).toBe('read');
    expect(build?.permissions && accessTo(build.permissions, 'packages')).toBe('none');
    expect(build?.needs).toEqual(['other']);
    expect(build?.images.map(({ image }) => image)).toEqual(['node:20', 'postgres:17']);
    expect(call?.uses?.target).toMatchObject({
      kind: 'repository',
      slug: 'o/r',
      path: '.github/workflows/w.yml',
      ref: 'main',
    });
  });

  test('has its steps, aliased ones and those of parallel groups among them', () => {
    const kinds = build?.steps.map(({ uses, run }) => uses?.target.kind ?? run?.script.value);
    expect(kinds).toEqual(['repository', 'pip install x', 'pip install x', 'local', 'self', 'docker']);
    expect(build?.steps[2]?.node.via).toBeDefined();
    expect(build?.steps[0]?.uses?.comment?.text).toBe('newest');
  });

  test('reads scripts in the language of the nearest shell', () => {
    expect(build?.steps[1]?.run?.language).toBe('posix');
    const [step] = stepsIn(view('jobs: {a: {runs-on: windows-2022, steps: [{run: x}]}}'));
    expect(step?.step.run?.language).toBe('powershell');
    const [python] = stepsIn(view('jobs: {a: {steps: [{run: import os, shell: python}]}}'));
    expect([python?.step.run?.language, python?.step.run?.shell().commands]).toEqual(['other', []]);
  });

  test('gives a step its own variables before those around it', () => {
    const step = stepsIn(view(WORKFLOW))[1];
    expect(step && environmentOf(step).map(({ value }) => value.value)).toEqual(['step', 'job', 'workflow']);
  });

  test('takes `on` as a word, a list or a map', () => {
    for (const on of ['push', '[push]', '{push: }'])
      expect(
        view(`on: ${on}\njobs: {}\n`)
          .once(ciOf)
          .workflows[0]?.triggers.map(({ name }) => name),
      ).toEqual(['push']);
  });

  test('is read from where GitHub reads it, and actions from anywhere', () => {
    const one = view('on: push', {
      'x/.github/workflows/b.yml': 'on: push',
      '.github/workflows/deep/c.yml': 'on: push',
      'act/action.yaml': 'runs: {using: composite, steps: [{uses: a/b@v1}]}',
    });
    expect(one.once(ciOf).workflows.map(({ file }) => file.path)).toEqual(['.github/workflows/a.yml']);
    expect(one.once(ciOf).actions.map(({ directory }) => directory)).toEqual(['act']);
    expect(usesIn(one)).toHaveLength(1);
  });

  test.each([
    '- a',
    'x',
    '',
    'jobs: [1]',
    'jobs: {a: b}',
    'on: {push: }\njobs: {a: {steps: x}}',
    'jobs: {a: {steps: [1, [2]]}}',
  ])('of another shape (%s) has no steps', (text) => {
    expect(stepsIn(view(text))).toEqual([]);
  });
});

test.each([
  ['0123456789abcdef0123456789abcdef01234567', 'sha'],
  ['a'.repeat(64), 'sha'],
  ['v4', 'name'],
  ['deadbee', 'name'],
  ['20240101', 'name'],
  ['012345a', 'short-sha'],
])('the reference %s is a %s', (ref, form) => {
  expect(refForm(ref)).toBe(form);
});
