/** The ways a report can be written. */
export const FORMATS = ['text', 'json', 'sarif', 'markdown', 'github', 'html'] as const;

/** The severities at which a run can be told to fail. */
export const THRESHOLDS = ['low', 'medium', 'high', 'critical', 'never'] as const;

/** The profiles that a document can be held against. */
export const PROFILES = ['ntia', 'cisa-2025', 'bsi-2.1'] as const;
