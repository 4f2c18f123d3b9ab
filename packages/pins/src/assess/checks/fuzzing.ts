import { between, decided } from '../score.ts';
import type { AssessInput, Check, Evidence } from '../types.ts';

type Language = { readonly files: RegExp; readonly mark: RegExp; readonly name: string };

/** What Scorecard looks for, by language (`checks/raw/fuzzing.go`). */
const LANGUAGES: readonly Language[] = [
  { files: /\.py$/, mark: /import atheris/, name: 'Atheris' },
  { files: /_test\.go$/, mark: /func\s+Fuzz\w+\s*\(\w+\s+\*testing.F\)/, name: 'Go fuzzing' },
  { files: /\.(?:c|cc|cpp|swift)$/, mark: /LLVMFuzzerTestOneInput/, name: 'libFuzzer' },
  { files: /\.rs$/, mark: /libfuzzer_sys/, name: 'cargo-fuzz' },
  { files: /\.java$/, mark: /com.code_intelligence.jazzer.api.FuzzedDataProvider;/, name: 'Jazzer' },
  {
    files: /\.(?:jsx?|tsx?)$/,
    mark: /(?:from\s+|require\(\s*)['"](?:fast-check|@fast-check\/(?:ava|jest|vitest))['"]/,
    name: 'fast-check',
  },
  {
    files: /\.l?hs$/,
    mark: /import\s+(?:qualified\s+)?Test\.(?:(?:Hspec|Tasty)\.)?(?:QuickCheck|Hedgehog|Validity|SmallCheck)/,
    name: 'property tests in Haskell',
  },
  {
    files: /\.[eh]rl$/,
    mark: /-include_lib\("(?:eqc|proper)\/include\/(?:eqc|proper).hrl"\)\./,
    name: 'PropEr',
  },
  { files: /\.exs?$/, mark: /use\s+(?:PropCheck|ExUnitProperties)/, name: 'property tests in Elixir' },
  { files: /\.gleam$/, mark: /import\s+qcheck/, name: 'qcheck' },
  { files: /\.[cf]s$/, mark: /(?:using|open)\s+(?:FsCheck|Expecto\.ExpectoFsCheck)/, name: 'FsCheck' },
];

/** Property tests that Scorecard does not look for. */
const ALSO: readonly Language[] = [
  {
    files: /\.py$/,
    mark: /^\s{0,40}(?:from hypothesis(?:\.\w+)? import|import hypothesis)/m,
    name: 'Hypothesis',
  },
  { files: /\.rs$/, mark: /\buse (?:proptest|quickcheck)\b|\bproptest!/, name: 'property tests in Rust' },
];

/** Bytes of one file, and of all, that are looked through. */
const FILE = 512 * 1024;
const ALL = 256 * 1024 * 1024;

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

/** The first file of each that has the mark. `whole`: everything was looked through. */
const search = (
  { view, bytes }: AssessInput,
  wanted: readonly Language[],
): { readonly seen: ReadonlyMap<Language, Evidence>; readonly whole: boolean } => {
  const seen = new Map<Language, Evidence>();
  let left = ALL;
  for (const path of view.repository.paths) {
    const open = wanted.filter((one) => !seen.has(one) && one.files.test(path));
    if (open.length === 0) continue;
    if (left <= 0) return { seen, whole: false };
    const text = Buffer.from(bytes(path, FILE) ?? []).toString('latin1');
    left -= text.length;
    for (const one of open) {
      const at = one.mark.exec(text);
      if (at !== null)
        seen.set(one, { path, line: lineAt(text, at.index + at[0].search(/\S/)), text: one.name });
    }
  }
  return { seen, whole: true };
};

/** `checks/evaluation/fuzzing.go`: any fuzzer. Property tests of Python, which it does not know, are told besides. */
export const fuzzing: Check = {
  name: 'Fuzzing',
  risk: 'medium',
  todo: 'Fuzz what reads untrusted input: Atheris or OSS-Fuzz for Python.',
  judge: (input) => {
    if (input.view.repository.has('.clusterfuzzlite/Dockerfile'))
      return { score: decided(10), reason: 'ClusterFuzzLite is deployed', lost: [] };
    const { seen } = search(input, [...LANGUAGES, ...ALSO]);
    const [first] = LANGUAGES.flatMap((one) => seen.get(one) ?? []);
    const also = ALSO.flatMap((one) => {
      const at = seen.get(one);
      return at === undefined ? [] : [{ ...at, text: `${one.name}: Scorecard does not count it` }];
    });
    if (first !== undefined)
      return { score: decided(10), reason: `${first.text} in ${first.path ?? ''}`, lost: [], also };
    return {
      score: between(0, 10),
      reason: 'no fuzzer that Scorecard knows in the repository',
      lost: [{ text: 'no fuzzer found in any source file' }],
      also,
      shownBy: 'the list of projects of OSS-Fuzz',
    };
  },
};
