import type { Bill } from '../bill/types.ts';

/** The name under which custody writes itself into documents. */
export const TOOL_NAME = 'custody';

/** The file below `<dist-info>/sboms/` that custody writes (PEP 770 leaves names to tools). */
export const OWN_DOCUMENT = 'custody.cdx.json';

/** Whether custody made the document: making it again must not take its own words for somebody else's. */
export const isOwn = (bill: Bill): boolean =>
  (bill.metadata.tools ?? []).some(({ name }) => name === TOOL_NAME);
