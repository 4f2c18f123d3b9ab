import type { RuleId } from '../types.ts';

const KEBAB = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*';
const RULE_ID = new RegExp(`^${KEBAB}/${KEBAB}$`);
const RULE_AREA = new RegExp(`^${KEBAB}/\\*$`);

/** `area/kebab-name`, lower-case ASCII. */
export const isRuleId = (text: string): text is RuleId => RULE_ID.test(text);

/** `area/*`: all rules of one area. */
export const isRuleArea = (text: string): text is `${string}/*` => RULE_AREA.test(text);

/** `zip` of `zip/unique-names`. */
export const areaOf = (id: string): string => id.slice(0, id.indexOf('/'));
