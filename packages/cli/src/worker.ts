// An entry of its own in the bundle: what worker threads load.
export { run } from '@custody/check';
