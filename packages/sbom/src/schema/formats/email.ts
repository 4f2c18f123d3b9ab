const ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+$/;
const IDN_ATOM = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+$/;
const QUOTED = /^"(?:[\x20-\x21\x23-\x5b\x5d-\x7e\u0080-\uffff]|\\[\x20-\x7e])*"$/;
const LABEL = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;
const IDN_LABEL = /^[A-Za-z0-9\u0080-\uffff](?:[A-Za-z0-9\u0080-\uffff-]*[A-Za-z0-9\u0080-\uffff])?$/;
const LITERAL = /^\[[\x21-\x5a\x5e-\x7e]+\]$/;

const isMailbox = (text: string, atom: RegExp, label: RegExp): boolean => {
  const at = text.lastIndexOf('@');
  if (at < 1) return false;
  const local = text.slice(0, at);
  const domain = text.slice(at + 1);
  const localHolds = local.startsWith('"')
    ? QUOTED.test(local)
    : local.split('.').every((part) => atom.test(part));
  return (
    localHolds &&
    (LITERAL.test(domain) || domain.split('.').every((part) => part.length <= 63 && label.test(part)))
  );
};

/** RFC 5321, section 4.1.2, Mailbox. */
export const isEmail = (text: string): boolean =>
  isMailbox(text, ATOM, LABEL) && !/[\u0080-\uffff]/.test(text);

/** RFC 6531, section 3.3: a mailbox with characters beyond ASCII. */
export const isIdnEmail = (text: string): boolean => isMailbox(text, IDN_ATOM, IDN_LABEL);
