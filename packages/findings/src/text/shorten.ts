/**
 * Cuts a text to at most `limit` UTF-16 units (never through a surrogate pair) and says how much is missing:
 * an entry name may be 64 KiB long, and nobody reads that.
 */
export const shorten = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const last = text.charCodeAt(limit - 1);
  const kept = text.slice(0, last >= 0xd800 && last <= 0xdbff ? limit - 1 : limit);
  return `${kept}… (${text.length - kept.length} more characters)`;
};
