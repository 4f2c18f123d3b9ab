import type { ZipView } from '../../views/zip.ts';
import type { JudgedRule } from '../rule.ts';
import { archiveComment } from './archive-comment.ts';
import { compressionMethod } from './compression-method.ts';
import { compressionRatio } from './compression-ratio.ts';
import { contentMismatch } from './content-mismatch.ts';
import { dataDescriptor } from './data-descriptor.ts';
import { directoryEntry } from './directory-entry.ts';
import { directoryMismatch } from './directory-mismatch.ts';
import { duplicateName } from './duplicate-name.ts';
import { encrypted } from './encrypted.ts';
import { entryComment } from './entry-comment.ts';
import { extraField } from './extra-field.ts';
import { gap } from './gap.ts';
import { headerFieldMismatch } from './header-field-mismatch.ts';
import { headerMismatch } from './header-mismatch.ts';
import { hiddenEntry } from './hidden-entry.ts';
import { missingLocalHeader } from './missing-local-header.ts';
import { multipleEndRecords } from './multiple-end-records.ts';
import { nameCollision } from './name-collision.ts';
import { nameControlCharacter } from './name-control-character.ts';
import { nameEncoding } from './name-encoding.ts';
import { notAZip } from './not-a-zip.ts';
import { overlap } from './overlap.ts';
import { pathTraversal } from './path-traversal.ts';
import { polyglotTar } from './polyglot-tar.ts';
import { prefixedData } from './prefixed-data.ts';
import { privilegedMode } from './privileged-mode.ts';
import { reservedFlags } from './reserved-flags.ts';
import { sizeLimit } from './size-limit.ts';
import { specialFile } from './special-file.ts';
import { splitArchive } from './split-archive.ts';
import { symlink } from './symlink.ts';
import { trailingData } from './trailing-data.ts';
import { truncated } from './truncated.ts';
import { unicodePathMismatch } from './unicode-path-mismatch.ts';
import { unsafeName } from './unsafe-name.ts';
import { versionNeeded } from './version-needed.ts';
import { zip64Mismatch } from './zip64-mismatch.ts';
import { zip64 } from './zip64.ts';

/** The framing of ZIP archives: wheels, and sdists of the old kind. */
export const zipRules: readonly JudgedRule<ZipView>[] = [
  notAZip,
  truncated,
  prefixedData,
  trailingData,
  multipleEndRecords,
  archiveComment,
  directoryMismatch,
  splitArchive,
  zip64,
  zip64Mismatch,
  polyglotTar,
  compressionRatio,
  sizeLimit,
  gap,
  overlap,
  hiddenEntry,
  missingLocalHeader,
  headerMismatch,
  headerFieldMismatch,
  dataDescriptor,
  nameCollision,
  nameEncoding,
  nameControlCharacter,
  pathTraversal,
  unsafeName,
  unicodePathMismatch,
  duplicateName,
  extraField,
  entryComment,
  versionNeeded,
  compressionMethod,
  encrypted,
  reservedFlags,
  directoryEntry,
  symlink,
  specialFile,
  privilegedMode,
  contentMismatch,
];
