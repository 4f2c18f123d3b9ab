import type { Rule } from '@custody/findings';

/** Judged while the bytes are read: see `readJson`. */
export const strictJson: Rule = {
  id: 'sbom/strict-json',
  title: 'The document is UTF-8 JSON without a byte order mark, each member once',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  standard: 'RFC 8259, sections 4 and 8.1; RFC 7493, section 2',
  why: 'readers differ in what they make of a duplicate member or a wrong encoding, so two tools see two documents',
  attack: 'a second member of the same name shows one component to the reviewer and another to the scanner',
  todo: 'Write the document anew with a tool that writes strict JSON.',
};
