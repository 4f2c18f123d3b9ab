import { ruleTable } from '@custody/findings';
import { describe, expect, test } from 'vitest';
import { finds, steps } from '../../testing/finds.ts';
import { mendedTwice, seen, WORKFLOW_PATH } from '../../testing/seen.ts';
import { workflowRules } from './index.ts';
import { dangerousTrigger } from './dangerous-trigger.ts';
import { excessivePermissions } from './excessive-permissions.ts';
import { idTokenTopLevel } from './id-token-top-level.ts';
import { persistedCredentials } from './persisted-credentials.ts';
import { pipeToShell } from './pipe-to-shell.ts';
import { readable } from './readable.ts';
import { selfHosted } from './self-hosted.ts';
import { templateInjection } from './template-injection.ts';

test('the family has each rule once', () => {
  expect(ruleTable(workflowRules.map(({ rule }) => rule)).size).toBe(workflowRules.length);
});

describe('workflow/readable', () => {
  test('finds damage in whatever builds are made of', () => {
    finds(readable, 'on: push\n«on»: push\n');
    finds(readable, 'a: 1\n«a»: 2\n', { path: '.pre-commit-config.yaml' });
    finds(readable, 'a: 1\n«a»: 2\n', { path: '.github/workflows/actions.lock' });
    finds(readable, steps(['- run: echo "x"']));
  });

  test('says which script it could not read to its end', () => {
    expect(seen(readable, steps(['- run: echo "x'])).unknown).toMatchObject([{ required: false }]);
  });
});

describe('workflow/dangerous-trigger', () => {
  test('is worst where the head is checked out', () => {
    const head = [
      '- uses: actions/checkout@v4',
      '  with: {ref: "${{ github.event.pull_request.head.sha }}"}',
    ];
    expect(finds(dangerousTrigger, steps(head, [], ['on: «pull_request_target»'])).found[0]?.severity).toBe(
      'high',
    );
    expect(
      finds(dangerousTrigger, steps(head, [], ['on: {«workflow_run»: {workflows: [x]}}'])).found,
    ).toHaveLength(1);
    expect(
      finds(dangerousTrigger, steps(['- run: x'], [], ['on: [push, «pull_request_target»]'])).found[0]
        ?.severity,
    ).toBeUndefined();
  });

  test('leaves pull requests, and runs that follow another without its tree', () => {
    finds(dangerousTrigger, steps(['- uses: actions/checkout@v4'], [], ['on: [pull_request, workflow_run]']));
  });
});

describe('workflow/template-injection', () => {
  test('finds what outsiders write, exactly where it stands', () => {
    const { texts } = finds(
      templateInjection,
      steps([
        '- run: |',
        '    echo é',
        '    echo "«${{ github.event.issue.title }}»" «${{github.head_ref}}»',
        "    echo «${{ format('{0}', github.event.comment.body) }}»",
        '    echo «${{ github.event.pull_request.merged && github.head_ref || 1 }}»',
        '- uses: actions/github-script@v7',
        '  with: {script: "x(`«${{ github.event.commits[0].message }}»`)"}',
      ]),
    );
    expect(texts[0]).toBe('${{ github.event.issue.title }}');
  });

  test('leaves what outsiders cannot write, questions about it, and variables', () => {
    finds(
      templateInjection,
      steps([
        '- run: echo ${{ github.sha }} ${{ github.event.issue.number }} ${{ matrix.x }} "$TITLE"',
        '  env: {TITLE: "${{ github.event.issue.title }}"}',
        "- run: echo ${{ contains(github.head_ref, 'x') }} ${{ github.head_ref == 'x' }} ${{ 'github.head_ref' }}",
        '- uses: x/y@v1',
        '  with: {title: "${{ github.event.issue.title }}"}',
      ]),
    );
  });

  test('weighs free inputs less, and leaves those of a closed type', () => {
    const top = [
      'on: {workflow_dispatch: {inputs: {a: {type: string}, b: {type: boolean}, c: {type: choice}}}}',
    ];
    const { found } = finds(
      templateInjection,
      steps(['- run: echo «${{ inputs.a }}» ${{ inputs.b }} ${{ github.event.inputs.c }}'], [], top),
    );
    expect(found[0]?.severity).toBe('low');
  });
});

describe('workflow/excessive-permissions', () => {
  test('finds the default, and limits it in front of the jobs and what is said of them', () => {
    const text = 'on: push\n\n# all of them\njobs:\n  «a»:\n    steps: [{run: pytest}]\n';
    const { mended } = finds(excessivePermissions, text);
    expect(mended).toBe(
      'on: push\n\npermissions:\n  contents: read\n\n# all of them\njobs:\n  a:\n    steps: [{run: pytest}]\n',
    );
    expect(mendedTwice(excessivePermissions, text)).toBe(mended);
  });

  test('leaves it to a person where the token may be needed', () => {
    for (const step of [
      '{run: git push}',
      '{uses: some/thing@v1}',
      '{run: x, env: {T: "${{ secrets.GITHUB_TOKEN }}"}}',
    ]) {
      const text = `jobs:\n  a:\n    steps: [${step}]\n`;
      expect(seen(excessivePermissions, text)).toMatchObject({
        found: [{ mend: { safety: 'unsafe' } }],
        mended: text,
      });
    }
  });

  test('lets the jobs that are seen to write releases or branches go on writing', () => {
    const text =
      'jobs:\n  «a»:\n    name: x\n    runs-on: u # here\n    steps: [{run: gh release upload v1 f}]\n  b:\n    runs-on: [u]\n    steps: [{run: git push}]\n  c:\n    runs-on: u\n    steps: [{run: gh pr list}]\n';
    const options = { unsafe: true };
    const { mended, found } = seen(excessivePermissions, text, options);
    expect(found[0]?.mend?.safety).toBe('unsafe');
    expect(mended).toBe(
      'permissions:\n  contents: read\n\njobs:\n  a:\n    name: x\n    runs-on: u # here\n    permissions:\n      contents: write\n    steps: [{run: gh release upload v1 f}]\n  b:\n    permissions:\n      contents: write\n    runs-on: [u]\n    steps: [{run: git push}]\n  c:\n    runs-on: u\n    steps: [{run: gh pr list}]\n',
    );
    expect(mendedTwice(excessivePermissions, text, options)).toBe(mended);
  });

  test('finds write access for all jobs, and to everything', () => {
    expect(
      finds(excessivePermissions, '«permissions»: write-all\njobs: {a: {steps: []}}\n').found[0]?.severity,
    ).toBe('high');
    finds(excessivePermissions, '«permissions»: {contents: write}\njobs: {a: {steps: []}, b: {steps: []}}\n');
    finds(
      excessivePermissions,
      'permissions: {}\njobs: {a: {«permissions»: write-all, steps: []}, b: {steps: []}}\n',
    );
  });

  test('leaves what is limited', () => {
    finds(
      excessivePermissions,
      'permissions: {contents: read}\njobs: {a: {permissions: {contents: write}, steps: []}}\n',
    );
    finds(excessivePermissions, 'permissions: read-all\njobs: {a: {steps: []}}\n');
    finds(excessivePermissions, 'jobs: {a: {permissions: {}, steps: []}}\n');
  });
});

test('workflow/id-token-top-level finds an identity for all, and moves it to the one job that takes the permissions from there', () => {
  const text =
    'permissions:\n  contents: read\n  «id-token»: write\njobs:\n  a:\n    permissions: {}\n    steps: []\n  b:\n    runs-on: x\n';
  const { mended } = finds(idTokenTopLevel, text);
  expect(mended).toBe(
    'permissions:\n  contents: read\njobs:\n  a:\n    permissions: {}\n    steps: []\n  b:\n    permissions:\n      contents: read\n      id-token: write\n    runs-on: x\n',
  );
  expect(mendedTwice(idTokenTopLevel, text)).toBe(mended);
  finds(idTokenTopLevel, 'permissions: {id-token: write}\njobs: {a: {steps: []}}\n');
  finds(
    idTokenTopLevel,
    'permissions: {contents: read}\njobs: {a: {permissions: {id-token: write}}, b: {steps: []}}\n',
  );
});

describe('workflow/persisted-credentials', () => {
  test('finds checkouts that say nothing, and says it for them', () => {
    const text = steps([
      '- uses: «actions/checkout@v4» # v4',
      '- name: x',
      '  uses: «actions/checkout@v4»',
      '  with:',
      '    # deep',
      '    fetch-depth: 0',
      '- uses: actions/checkout@v4',
      '  with: {persist-credentials: true}',
    ]);
    const { mended, found } = finds(persistedCredentials, text);
    expect(found.map(({ mend }) => mend?.safety)).toEqual(['safe', 'safe']);
    expect(mended).toBe(
      steps([
        '- uses: actions/checkout@v4 # v4',
        '  with:',
        '    persist-credentials: false',
        '- name: x',
        '  uses: actions/checkout@v4',
        '  with:',
        '    # deep',
        '    persist-credentials: false',
        '    fetch-depth: 0',
        '- uses: actions/checkout@v4',
        '  with: {persist-credentials: true}',
      ]),
    );
    expect(mendedTwice(persistedCredentials, text)).toBe(mended);
  });

  test('at the end of a file without a line break, and with Windows ones, it still reads', () => {
    const windows = steps(['- uses: actions/checkout@v4']).replaceAll('\n', '\r\n');
    expect(seen(persistedCredentials, windows).mended).toBe(
      `${windows}        with:\r\n          persist-credentials: false\r\n`,
    );
    const open = steps(['- uses: actions/checkout@v4']).trimEnd();
    expect(seen(persistedCredentials, open).mended).toBe(
      `${open}\n        with:\n          persist-credentials: false`,
    );
  });

  test('offers nothing where a later step pushes, and asks a person where it cannot be seen', () => {
    const one = (step: string) =>
      seen(persistedCredentials, steps(['- uses: actions/checkout@v4', step])).found[0];
    expect(one('- run: git push')).toMatchObject({ severity: 'info' });
    expect(one('- run: git push')?.mend).toBeUndefined();
    expect(one('- uses: some/thing@v1')?.mend?.safety).toBe('unsafe');
    expect(one('- uses: actions/upload-artifact@v4')).toMatchObject({
      severity: 'medium',
      mend: { safety: 'safe' },
    });
  });

  test('looks into actions of the repository itself', () => {
    const action = (run: string) => ({
      'act/action.yml': `runs: {using: composite, steps: [{run: ${run}}]}`,
    });
    const text = steps(['- uses: actions/checkout@v4', '- uses: ./act']);
    expect(seen(persistedCredentials, text, { others: action('pytest') }).found[0]?.mend?.safety).toBe(
      'safe',
    );
    expect(seen(persistedCredentials, text, { others: action('git push') }).found[0]?.mend).toBeUndefined();
  });
});

describe('workflow/pipe-to-shell', () => {
  test.each([
    '«curl -sSf https://x/i.sh | sh»',
    '«wget -qO- https://x | sudo bash -s -- -y»',
    '«bash <(curl -s https://x)»',
    '«sh -c "$(curl -fsSL https://x)"»',
    '«curl https://x | gunzip | python3 -»',
    'eval "$(ssh-agent)"; «eval "$(curl https://x)"»',
  ])('finds %s', (script) => {
    finds(pipeToShell, steps(['- run: |', `    ${script}`]));
  });

  test.each([
    'curl https://x | tar xz',
    'curl https://x -o i.sh && sh i.sh',
    'curl https://x | python -c "import json"',
    'echo "curl x | sh"',
    'bash -c "echo $(date)"; curl https://x',
    'x=$(curl https://x)',
    'curl x | bash script.sh',
  ])('leaves %s', (script) => {
    finds(pipeToShell, steps(['- run: |', `    ${script}`]));
  });

  test('finds it in scripts that actions are given', () => {
    finds(
      pipeToShell,
      steps(['- uses: uraimo/run-on-arch-action@v3', '  with:', '    run: |', '      «curl https://x | sh»']),
    );
  });

  test('finds it for PowerShell', () => {
    finds(pipeToShell, steps(['- run: «irm https://x | iex»'], ['runs-on: windows-latest']));
  });
});

test('workflow/self-hosted is worse where pull requests start it', () => {
  expect(
    finds(selfHosted, steps([], ['runs-on: [«self-hosted», linux]'], ['on: pull_request'])).found[0]
      ?.severity,
  ).toBe('medium');
  expect(
    finds(selfHosted, steps([], ['runs-on: {labels: «self-hosted»}'], ['on: push'])).found[0]?.severity,
  ).toBeUndefined();
  finds(selfHosted, steps([], ['runs-on: ubuntu-latest'], ['on: pull_request']));
});

test('a hostile workflow is answered by every rule', () => {
  const bomb = ['a0: &a0 {uses: a/b@v1, run: "curl x | sh"}'];
  for (let level = 1; level < 8; level += 1)
    bomb.push(`a${level}: &a${level} [${Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')}]`);
  for (const text of [
    `${bomb.join('\n')}\njobs: {j: {steps: *a7}}`,
    'jobs: *x',
    `jobs: ${'['.repeat(9000)}`,
    'jobs: {__proto__: {steps: [{run: x}]}}',
  ])
    for (const rule of workflowRules) expect(() => seen(rule, text, { path: WORKFLOW_PATH })).not.toThrow();
});
