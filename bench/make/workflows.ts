import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ACTIONS = [
  'actions/checkout',
  'actions/setup-python',
  'actions/cache',
  'actions/upload-artifact',
  'astral-sh/setup-uv',
  'codecov/codecov-action',
  'docker/build-push-action',
  'pypa/cibuildwheel',
];

/** Most pins name one commit, as they do in projects that look after them; some drifted, some are tags. */
const usesOf = (seed: number): string => {
  const which = seed % ACTIONS.length;
  const action = ACTIONS[which] ?? '';
  if (seed % 23 === 0) return `${action}@v${which + 1}`;
  const [commit, minor] = seed % 41 === 0 ? ['a', 0] : [which.toString(16), 1];
  return `${action}@${commit.repeat(40)} # v${which + 1}.${minor}.0`;
};

const stepsOf = (seed: number, count: number): string =>
  Array.from({ length: count }, (_, n) => {
    const at = seed * 31 + n;
    if (n % 3 === 0)
      return `      - uses: ${usesOf(at)}\n        with:\n          persist-credentials: false\n          path: build/${n}\n`;
    if (n % 3 === 1)
      return `      - name: Step ${n} of ${seed}\n        shell: bash\n        env:\n          LEVEL: "${n}"\n        run: |\n          set -euo pipefail\n          for one in a b c; do\n            echo "step $one \${{ matrix.python }}" | tee -a log.txt\n          done\n          if [ -n "$LEVEL" ]; then python -m tool.part${n} --seed ${seed} > out.txt; fi\n`;
    return `      # Why this comes last is said in the guide.\n      - run: uv sync --locked --group test && uv run pytest -q tests/part${n % 4}\n`;
  }).join('');

const workflow = (seed: number): string =>
  `name: Workflow ${seed}\n\non:\n  push:\n    branches: [main]\n  pull_request:\n    paths-ignore: ["docs/**", "*.md"]\n\npermissions:\n  contents: read\n\nconcurrency:\n  group: \${{ github.workflow }}-\${{ github.ref }}\n  cancel-in-progress: true\n\njobs:\n${Array.from(
    { length: 2 + (seed % 2) },
    (_, job) =>
      `  job${job}:\n    name: "Job ${job} on \${{ matrix.os }}"\n    runs-on: \${{ matrix.os }}\n    timeout-minutes: 30\n${job === 0 ? '' : `    needs: [job${job - 1}]\n`}    strategy:\n      fail-fast: false\n      matrix:\n        os: [ubuntu-24.04, macos-15, windows-2025]\n        python: ["3.10", "3.11", "3.12", "3.13", "3.14"]\n    steps:\n${stepsOf(seed + job, 3 + (seed % 4))}`,
  ).join('\n')}`;

/** A repository of that many workflows, made: about 2.7 kB each, as the real ones we looked at. Answers their bytes. */
export const makeWorkflows = (root: string, count: number): number => {
  const folder = join(root, '.github', 'workflows');
  mkdirSync(folder, { recursive: true });
  let bytes = 0;
  for (let seed = 0; seed < count; seed += 1) {
    const text = workflow(seed);
    bytes += Buffer.byteLength(text);
    writeFileSync(join(folder, `workflow-${seed}.yml`), text);
  }
  return bytes;
};
