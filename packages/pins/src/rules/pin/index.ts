import type { PinRule } from '../rule.ts';
import { archivedAction } from './archived-action.ts';
import { documentDrift } from './document-drift.ts';
import { freshPin } from './fresh-pin.ts';
import { impostorCommit } from './impostor-commit.ts';
import { inconsistentPin } from './inconsistent-pin.ts';
import { lockForged } from './lock-forged.ts';
import { lockMissing } from './lock-missing.ts';
import { lockOrphan } from './lock-orphan.ts';
import { lockRefChanged } from './lock-ref-changed.ts';
import { lockStale } from './lock-stale.ts';
import { lockUncoveredTransitive } from './lock-uncovered-transitive.ts';
import { missingVersionComment } from './missing-version-comment.ts';
import { preCommitMutableRev } from './pre-commit-mutable-rev.ts';
import { refConfusion } from './ref-confusion.ts';
import { shortSha } from './short-sha.ts';
import { typosquatAction } from './typosquat-action.ts';
import { unpinnedAction } from './unpinned-action.ts';
import { unpinnedImage } from './unpinned-image.ts';
import { unpinnedReusableWorkflow } from './unpinned-reusable-workflow.ts';
import { unpinnedTool } from './unpinned-tool.ts';
import { untaggedSha } from './untagged-sha.ts';
import { versionCommentMismatch } from './version-comment-mismatch.ts';
import { vulnerableAction } from './vulnerable-action.ts';
import { workspaceRelativeAction } from './workspace-relative-action.ts';

/** What a build names from outside is fixed to one content, and says which it is. */
export const pinRules: readonly PinRule[] = [
  unpinnedAction,
  unpinnedReusableWorkflow,
  shortSha,
  // Before the comments: a pin that is mended to another version brings its own.
  inconsistentPin,
  versionCommentMismatch,
  missingVersionComment,
  untaggedSha,
  impostorCommit,
  refConfusion,
  freshPin,
  workspaceRelativeAction,
  typosquatAction,
  archivedAction,
  vulnerableAction,
  unpinnedImage,
  unpinnedTool,
  preCommitMutableRev,
  lockMissing,
  lockStale,
  lockRefChanged,
  lockOrphan,
  lockUncoveredTransitive,
  lockForged,
  documentDrift,
];
