import type { Assessment } from '../assessment.ts';
import { totalText } from '../badge.ts';
import { clean, evidenceText, scoreText, some, verdictWord } from './lines.ts';

/** A text in a cell of a table: nothing in it is markup. */
const cell = (text: string): string => clean(text).replace(/[\\`*_[\]<>|#~]/g, (one) => `\\${one}`);

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const checks = ({ scorecard }: Assessment): readonly string[] => [
  row('Score', 'Check', 'Why'),
  row('---:', '---', '---'),
  ...scorecard.checks.map(({ name, score, reason, lost }) => {
    const full = score.kind === 'decided' && score.score === 10;
    const places = full ? [] : some(lost, 5, (one) => cell(evidenceText(one)));
    return row(scoreText(score), name, [cell(reason), ...places].join('<br>'));
  }),
];

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines.map((line) => `- ${line}`)];

/** An assessment as a page of Markdown. */
export const assessmentMarkdown = (assessment: Assessment): string => {
  const { scorecard, spec8, source, access } = assessment;
  const { emeritus } = access;
  return `${[
    `# Scorecard: ${totalText(scorecard)} of 10`,
    ...list(
      'What raises it most',
      scorecard.plan.map(({ name, gain, todo }) => `**+${gain.toFixed(1)}** ${name}: ${todo}`),
    ),
    '',
    '## Checks',
    '',
    ...checks(assessment),
    ...list(
      'What would show the rest',
      scorecard.unseen.map(({ name, shownBy }) => `${name}: ${cell(shownBy)}`),
    ),
    '',
    '## SPEC 8',
    '',
    row('', 'Point', 'Why'),
    row('---', '---', '---'),
    ...spec8.map(({ number, title, verdict, reason, places }) =>
      row(
        verdictWord(verdict),
        `${number}. ${title}`,
        [
          cell(reason),
          ...(verdict === 'not-met' ? some(places, 3, (one) => cell(evidenceText(one))) : []),
        ].join('<br>'),
      ),
    ),
    ...(source === undefined
      ? []
      : list(
          `SLSA source: level ${source.level}`,
          source.requirements.map(
            ({ id, level, verdict, message }) => `L${level} ${id}: ${verdictWord(verdict)}, ${cell(message)}`,
          ),
        )),
    ...list('Who has access', [
      ...access.holders.map(
        ({ name, access: has, state, lastCommit }) =>
          `${cell(name)}: ${cell(has.join('; '))} (${state}${lastCommit === undefined ? '' : `, last commit ${lastCommit.slice(0, 10)}`})`,
      ),
      ...access.remarks.map(cell),
    ]),
    ...(emeritus === undefined ? [] : ['', emeritus.trimEnd()]),
  ].join('\n')}\n`;
};
