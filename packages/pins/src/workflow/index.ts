export { environmentOf, type StepAt, stepsIn, type UsesAt, usesIn } from './each.ts';
export { accessTo, permissionsOf } from './permissions.ts';
export { type Ci, ciOf, type Unread } from './read.ts';
export { settingNamed, settingsOf } from './settings.ts';
export { runOf } from './steps.ts';
export type * from './types.ts';
export { refForm, usesOf } from './uses.ts';
export { triggerNamed, workflowOf } from './workflow.ts';
