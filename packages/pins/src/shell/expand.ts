import type { ShellWord } from './types.ts';

/** A word with the variables that are known put in; `undefined` where something of it is only known when it runs. */
export const expandWord = (
  word: ShellWord,
  variable: (name: string) => string | undefined,
): string | undefined => {
  let text = '';
  for (const part of word.parts) {
    if (part.kind === 'text') text += part.value;
    else if (part.kind !== 'variable' || part.modifier !== undefined) return undefined;
    else {
      const value = variable(part.name);
      if (value === undefined || text.length + value.length > 65_536) return undefined;
      text += value;
    }
  }
  return text;
};
