import type { Splice } from '../../fix/apply.ts';
import type { Dependabot, UpdateEntry } from '../dependabot/types.ts';
import { COOLDOWN_DAYS } from './entry.ts';
import { columnOf, spanOf, styleOf } from './style.ts';

/** Gives an entry a cooldown, behind its schedule; raises days that are too few; says the days of all where only some are said. */
export const mendCooldown = (config: Dependabot, entry: UpdateEntry): Splice | undefined => {
  const { file } = config;
  const { cooldown, schedule } = entry;
  const days = cooldown?.defaultDays;
  if (days !== undefined) return { range: days.node.range, text: String(COOLDOWN_DAYS) };
  const style = styleOf(config);
  if (style === undefined || entry.node.via !== undefined) return undefined;
  if (cooldown !== undefined) {
    const [first] = cooldown.node.entries;
    const column = first && !cooldown.node.flow ? columnOf(file, first.key.start) : undefined;
    if (first === undefined || column === undefined || cooldown.node.byKey.has('default-days'))
      return undefined;
    const text = `default-days: ${COOLDOWN_DAYS}${style.lineBreak}${' '.repeat(column)}`;
    return { range: file.rangeOf(first.key.start, first.key.start), text };
  }
  const column = schedule && columnOf(file, schedule.key.start);
  const last = schedule && spanOf(schedule.value)?.last;
  if (column === undefined || last === undefined) return undefined;
  const pad = ' '.repeat(column);
  const lines = [`${pad}cooldown:`, `${pad}${' '.repeat(style.nested)}default-days: ${COOLDOWN_DAYS}`];
  const text = lines.map((line) => style.lineBreak + line).join('');
  const newline = file.text.indexOf('\n', last);
  // In front of the line break: what is put behind the entry stands elsewhere.
  const at = newline === -1 ? file.text.length : file.text[newline - 1] === '\r' ? newline - 1 : newline;
  return { range: file.rangeOf(at, at), text };
};
