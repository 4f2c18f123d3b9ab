import type { InputKind } from '../collect/index.ts';
import type { Flaw } from '../flaw/index.ts';
import { holdToml } from './hold.ts';
import { mitigationOf } from './mitigation.ts';
import type { Blocker, FixOption } from './types.ts';

/** What an option is offered for. */
export type Predicament = {
  readonly kind: InputKind;
  readonly name: string;
  readonly version: string;
  readonly flaws: readonly Flaw[];
  readonly fix?: string;
  readonly core: readonly Blocker[];
  /** The first sentence of why, for the hold's reason. */
  readonly because: string;
};

const RISK = 'nobody has said that this works: run your tests';

/** How a bound is overridden, by kind of input; other tools have no way to. */
const OVERRIDES: ReadonlyMap<InputKind, (name: string, fix: string) => { sentence: string; text: string }> =
  new Map([
    [
      'uv-lock',
      (name: string, fix: string) => ({
        sentence: `Override the bound in pyproject.toml, then run uv lock; ${RISK}.`,
        text: `[tool.uv]\noverride-dependencies = ["${name}==${fix}"]\n`,
      }),
    ],
    [
      'pdm-lock',
      (name: string, fix: string) => ({
        sentence: `Override the bound in pyproject.toml, then run pdm lock; ${RISK}.`,
        text: `[tool.pdm.resolution.overrides]\n"${name}" = "${fix}"\n`,
      }),
    ],
    [
      'requirements',
      (name: string, fix: string) => ({
        sentence: `pip knows no overrides: pin ${name}==${fix} and install with --no-deps, or compile the file with uv pip compile --override; ${RISK}.`,
        text: `${name}==${fix}\n`,
      }),
    ],
  ]);

const overrideOf = ({ kind, name, fix }: Predicament): FixOption | undefined => {
  const override = fix === undefined ? undefined : OVERRIDES.get(kind)?.(name, fix);
  return override === undefined ? undefined : { kind: 'override', ...override };
};

const upgradesOf = ({ core, name, fix }: Predicament): readonly FixOption[] => {
  const seen = new Set<string>();
  return core.flatMap(({ by, requires, location }): readonly FixOption[] => {
    const key = by?.name ?? '';
    if (seen.has(key) || by?.name === name) return [];
    seen.add(key);
    const wanted = fix === undefined ? name : `${name} ${fix}`;
    return [
      {
        kind: 'upgrade',
        sentence:
          by === undefined
            ? `Widen ${requires} in ${location?.file ?? 'the project'} to take ${wanted}.`
            : `Go to a version of ${by.name} that allows ${wanted}, when there is one, or leave ${by.name} out; tell its maintainers.`,
      },
    ];
  });
};

/** Everything that somebody can do about flaws that the plan does not end. */
export const optionsOf = (of: Predicament, now: Date): readonly FixOption[] => {
  const override = of.core.length === 0 ? undefined : overrideOf(of);
  const told = new Set<string>();
  const mitigations = of.flaws.flatMap((flaw): readonly FixOption[] => {
    const text = mitigationOf(flaw);
    if (text === undefined || told.has(text)) return [];
    told.add(text);
    return [
      {
        kind: 'mitigate',
        sentence: `What the advisory ${flaw.ids[0]} says for those who cannot upgrade.`,
        text,
      },
    ];
  });
  // Malware is not held: there is no reason that could make it harmless.
  const holdable = of.flaws.filter(({ malicious }) => !malicious);
  const hold: readonly FixOption[] =
    holdable.length === 0
      ? []
      : [
          {
            kind: 'hold',
            sentence: 'Hold it: look whether the flaw matters here, say why not, and let that end.',
            text: holdToml({ ...of, flaws: holdable }, now),
          },
        ];
  return [...upgradesOf(of), ...(override === undefined ? [] : [override]), ...hold, ...mitigations];
};
