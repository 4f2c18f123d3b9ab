const BLANK = /[\t\n\r ]/;
const BLANKS = /[\t\n\r ]+/g;

/**
 * Decodes base64 (RFC 4648, section 4): the standard alphabet, padded, unused bits zero, so that bytes have one spelling only.
 * Line breaks and blanks between are passed over: PEM-minded tools write them. `undefined` for anything else.
 */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  const packed = BLANK.test(text) ? text.replaceAll(BLANKS, '') : text;
  const bytes = Buffer.from(packed, 'base64');
  return bytes.toString('base64') === packed ? bytes : undefined;
};
