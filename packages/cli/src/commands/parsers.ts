/** Parses a whole number from 1 to 256; anything else is a usage error. */
export const wholeNumber = (text: string): number => {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > 256)
    throw new SyntaxError(`expected a whole number from 1 to 256, got ${JSON.stringify(text)}`);
  return Number(text);
};
