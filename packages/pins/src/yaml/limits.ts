/** UTF-16 code units of a document; GitHub itself refuses workflows of 512 KiB. */
export const MAX_TEXT = 512 * 1024;
/** Nodes within one another. */
export const MAX_DEPTH = 64;
/** Nodes of a document when every alias is written out. */
export const MAX_NODES = 200_000;
/** UTF-16 code units of one scalar. */
export const MAX_SCALAR = 256 * 1024;
/** Problems that are told; one more says that there are others. */
export const MAX_PROBLEMS = 50;

/** Brackets that may stand open: scripts hold ones that are never closed (terminal colours), so this is far above what any document nests. */
const MAX_OPEN = 1000;

/** A bound from above of how deeply flow collections are nested: the reader recurses as deep, so it is asked before. */
const flowDepth = (text: string): boolean => {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > MAX_OPEN) return true;
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth -= 1;
  }
  return false;
};

/** True for a text nested so deeply, or so full of marks without content, that reading it could exhaust the stack or take minutes. */
export const isHostile = (text: string): boolean =>
  flowDepth(text) ||
  /(?:[-?:][ \t]+){70}/.test(text) ||
  /^ {600}[^ \r\n]/m.test(text) ||
  /(?:[&!*][^ \t\r\n]{0,20}[ \t]+){70}/.test(text) ||
  /(?:,[ \t\r\n]{0,20}){200}/.test(text);
