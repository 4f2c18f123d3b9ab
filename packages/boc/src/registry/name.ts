import { BocError } from '../errors/errors.ts';
import { numberKnown, numberOf } from './log.ts';

const LONGEST = 63;

const check = (name: string): void => {
  if (typeof name !== 'string' || name === '' || Buffer.byteLength(name) > LONGEST || name.includes('\0'))
    throw new BocError(
      'BOC_BAD_KEY',
      `a key or tag is 1 to ${LONGEST} bytes of UTF-8 without NUL, not ${JSON.stringify(name)}`,
    );
};

/** The number of a notice's key or a message's tag: 1 to 63 bytes of UTF-8 without NUL. Throws BocError `BOC_BAD_KEY`. */
export const nameNumber = (name: string): number => {
  check(name);
  return numberOf('tag', name);
};

/** The same for who only looks: undefined where no thread has used the name yet. */
export const nameNumberKnown = (name: string): number | undefined => {
  check(name);
  return numberKnown('tag', name);
};
