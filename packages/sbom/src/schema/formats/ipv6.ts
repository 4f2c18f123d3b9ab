const GROUP = /^[0-9A-Fa-f]{1,4}$/;
const OCTET = /^(?:0|[1-9][0-9]{0,2})$/;

const isIpv4 = (text: string): boolean => {
  const octets = text.split('.');
  return octets.length === 4 && octets.every((octet) => OCTET.test(octet) && Number(octet) <= 255);
};

/** How many groups of 16 bits a colon-separated list stands for; undefined where it is malformed. */
const groupsOf = (text: string, last: boolean): number | undefined => {
  if (text === '') return 0;
  const parts = text.split(':');
  const tail = parts.at(-1) ?? '';
  const mapped = last && tail.includes('.');
  if (mapped && !isIpv4(tail)) return undefined;
  const groups = mapped ? parts.slice(0, -1) : parts;
  return groups.every((group) => GROUP.test(group)) ? groups.length + (mapped ? 2 : 0) : undefined;
};

/** RFC 3986, section 3.2.2, IPv6address: without a zone. */
export const isIpv6 = (text: string): boolean => {
  if (text.length > 45) return false;
  const [left = '', right, ...more] = text.split('::');
  if (more.length > 0) return false;
  if (right === undefined) return groupsOf(left, true) === 8;
  const [before, after] = [groupsOf(left, false), groupsOf(right, true)];
  return before !== undefined && after !== undefined && before + after <= 7;
};
