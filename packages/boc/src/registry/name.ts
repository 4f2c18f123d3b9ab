import { BocError } from '../errors/errors.ts';
import { numberOf } from './log.ts';

const LONGEST = 63;

/** The number of a notice's key or a message's tag: 1 to 63 bytes of UTF-8 without NUL. Throws BocError `BOC_BAD_KEY`. */
export const nameNumber = (name: string): number => {
  if (typeof name !== 'string' || name === '' || Buffer.byteLength(name) > LONGEST || name.includes('\0'))
    throw new BocError(
      'BOC_BAD_KEY',
      `a key or tag is 1 to ${LONGEST} bytes of UTF-8 without NUL, not ${JSON.stringify(name)}`,
    );
  return numberOf('tag', name);
};
