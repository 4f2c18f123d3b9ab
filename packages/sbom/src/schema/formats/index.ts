import { isDate, isDateTime } from './date-time.ts';
import { isEmail, isIdnEmail } from './email.ts';
import { isIriReference, isUri } from './iri.ts';

/** Every `format` that the official schemas name. The generated validators look them up here. */
export const formats = {
  date: isDate,
  'date-time': isDateTime,
  email: isEmail,
  'idn-email': isIdnEmail,
  'iri-reference': isIriReference,
  uri: isUri,
} as const;
