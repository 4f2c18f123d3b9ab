export {
  type ActionsLock,
  actionsLockOf,
  type LockedAction,
  lockOf,
  LOCK_PATH,
  type LockPin,
} from './lockfile.ts';
