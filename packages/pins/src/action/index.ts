export { type Action, actionOf } from './action.ts';
