import type { Assessment } from '../assessment.ts';
import { totalText } from '../badge.ts';
import { clean, evidenceText, scoreText, some, verdictWord } from './lines.ts';

const PLACES = 5;

const totalLine = ({ scorecard }: Assessment): string => {
  const { total, unseen } = scorecard;
  if (total === undefined) return 'Scorecard: nothing could be judged';
  const why =
    total.min === total.max
      ? ''
      : `; ${unseen.length} checks are not, or not wholly, to be seen in a checkout`;
  return `Scorecard: ${totalText(scorecard)} of 10${why}`;
};

const checkLines = ({ scorecard }: Assessment): readonly string[] => {
  const width = Math.max(...scorecard.checks.map(({ name }) => name.length));
  return scorecard.checks.flatMap(({ name, score, reason, lost, also = [], experimental }) => [
    `  ${scoreText(score).padStart(5)}  ${name.padEnd(width)}  ${clean(reason)}${experimental === true ? ' (experimental: not in the total)' : ''}`,
    ...(score.kind === 'decided' && score.score === 10
      ? []
      : some(lost, PLACES, (one) => `             ${evidenceText(one)}`)),
    ...some(also, 3, (one) => `             besides: ${evidenceText(one)}`),
  ]);
};

const planLines = ({ scorecard: { plan } }: Assessment): readonly string[] =>
  plan.length === 0
    ? []
    : [
        '',
        'What raises it most',
        ...plan.map(({ name, gain, todo }) => `  +${gain.toFixed(1)}  ${name}: ${todo}`),
      ];

const unseenLines = ({ scorecard: { unseen } }: Assessment): readonly string[] =>
  unseen.length === 0
    ? []
    : ['', 'What would show the rest', ...unseen.map(({ name, shownBy }) => `  ${name}: ${shownBy}`)];

const spec8Lines = ({ spec8 }: Assessment): readonly string[] => {
  const of = (verdict: string): number => spec8.filter((one) => one.verdict === verdict).length;
  return [
    '',
    `SPEC 8: ${of('met')} of ${spec8.length - of('inapplicable')} points hold, ${of('not-met')} do not, ${of('unknown')} are unknown`,
    ...spec8.flatMap(({ number, title, verdict, reason, places }) => [
      `  ${String(number).padStart(2)} ${verdictWord(verdict).padEnd(4)} ${title}: ${clean(reason)}`,
      ...(verdict === 'not-met' ? some(places, 3, (one) => `          ${evidenceText(one)}`) : []),
    ]),
  ];
};

const sourceLines = ({ source }: Assessment): readonly string[] =>
  source === undefined
    ? []
    : [
        '',
        `SLSA source: level ${source.level}`,
        ...source.requirements.map(
          ({ id, level, verdict, message }) =>
            `  L${level} ${verdictWord(verdict).padEnd(4)} ${id}: ${clean(message)}`,
        ),
      ];

const accessLines = ({ access: { holders, remarks, emeritus } }: Assessment): readonly string[] => [
  '',
  'Who has access',
  ...holders.map(
    ({ name, access, lastCommit, state }) =>
      `  ${clean(name)}: ${clean(access.join('; '))}${lastCommit === undefined ? '' : `; last commit ${lastCommit.slice(0, 10)}`} (${state})`,
  ),
  ...remarks.map((one) => `  ${clean(one)}`),
  ...(emeritus === undefined
    ? []
    : [
        '',
        'A draft for those who left (Markdown)',
        ...emeritus
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`),
      ]),
];

/** An assessment for a terminal: first the result, then what to do, then details. */
export const assessmentText = (assessment: Assessment): string =>
  `${[
    totalLine(assessment),
    ...planLines(assessment),
    '',
    'Checks',
    ...checkLines(assessment),
    ...unseenLines(assessment),
    ...spec8Lines(assessment),
    ...sourceLines(assessment),
    ...accessLines(assessment),
  ].join('\n')}\n`;
