export { unifiedDiff } from './diff/diff.ts';
export { applySplices, type ByteSplice } from './diff/splice.ts';
export { FindingsError, type FindingsErrorCode } from './error.ts';
export { compareLocation, compareOptional, compareText } from './order/compare.ts';
export { compareConfidence, compareSeverity, reaches, SEVERITIES } from './order/severity.ts';
export type { VersionIn } from './policy/component.ts';
export { isDate } from './policy/date.ts';
export { glob } from './policy/glob.ts';
export { policyOrigin } from './policy/origin.ts';
export { parsePolicy } from './policy/parse.ts';
export {
  DEFAULT_POLICY,
  type Ignore,
  type Policy,
  type PolicyOrigin,
  type PolicyProblem,
  type ThresholdException,
  type Unrated,
} from './policy/types.ts';
export { renderGithub } from './render/github/render.ts';
export { renderHtml } from './render/html/render.ts';
export { type MarkdownOptions, renderMarkdown } from './render/markdown/render.ts';
export { renderSarif, type SarifOptions } from './render/sarif/render.ts';
export { explainRule } from './rule/explain.ts';
export { rulesMarkdown } from './rule/markdown.ts';
export { REPORT_SCHEMA, renderJson } from './render/json/render.ts';
export type { TextOptions } from './render/text/page.ts';
export { renderText } from './render/text/render.ts';
export { ansi, plain, type Style, type TextStyle } from './render/text/style.ts';
export { type Action, actionsOf } from './report/actions.ts';
export { countEntries, type EntryCounts, isUnjudged } from './report/entries.ts';
export { headline, subjectsText, uploadForecast } from './report/headline.ts';
export { type JudgeInput, judge } from './report/judge.ts';
export type {
  Counts,
  JudgedFinding,
  JudgedUnknown,
  Report,
  RunContext,
  RunFact,
  SubjectResult,
} from './report/types.ts';
export { exitCode } from './report/verdict.ts';
export { areaOf, isRuleArea, isRuleId } from './rule/id.ts';
export { finding, unknown } from './rule/make.ts';
export { type RuleTable, ruleTable } from './rule/table.ts';
export { POLICY_RULES } from './rules/index.ts';
export { count, formatSize, groupDigits } from './text/number.ts';
export { placeText } from './text/place.ts';
export { sourceText } from './text/source.ts';
export { sanitize } from './text/sanitize.ts';
export { shorten } from './text/shorten.ts';
export * from './types.ts';
