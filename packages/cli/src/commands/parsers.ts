/** Parses a whole number from 1 to 256; anything else is a usage error. */
export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > 256)
    throw new SyntaxError(`expected a whole number from 1 to 256, got ${JSON.stringify(text)}`);
  return Number(text);
};

/** Parses a number of whole days; anything else is a usage error. */
export const dayCount = (text: string): number => {
  if (!/^\d{1,5}$/.test(text))
    throw new SyntaxError(`expected a number of days, got ${JSON.stringify(text)}`);
  return Number(text);
};
