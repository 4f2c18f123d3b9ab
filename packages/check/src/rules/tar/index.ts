import type { TarView } from '../../views/tar.ts';
import type { JudgedRule } from '../rule.ts';
import { bomb } from './bomb.ts';
import { checksum } from './checksum.ts';
import { deviceOrFifo } from './device-or-fifo.ts';
import { duplicateName } from './duplicate-name.ts';
import { endMarker } from './end-marker.ts';
import { extensionOrder } from './extension-order.ts';
import { fewProblems } from './few-problems.ts';
import { globalOverride } from './global-override.ts';
import { gnuLongname } from './gnu-longname.ts';
import { gzipData } from './gzip-data.ts';
import { gzipHeader } from './gzip-header.ts';
import { gzipMultiMember } from './gzip-multi-member.ts';
import { gzipTrailingData } from './gzip-trailing-data.ts';
import { hardlinkMissing } from './hardlink-missing.ts';
import { header } from './header.ts';
import { linkOutside } from './link-outside.ts';
import { modeBits } from './mode-bits.ts';
import { nameCollision } from './name-collision.ts';
import { nameEncoding } from './name-encoding.ts';
import { nameNotCanonical } from './name-not-canonical.ts';
import { notATar } from './not-a-tar.ts';
import { notGzip } from './not-gzip.ts';
import { paxMismatch } from './pax-mismatch.ts';
import { paxRecord } from './pax-record.ts';
import { paxUnknownKey } from './pax-unknown-key.ts';
import { sparse } from './sparse.ts';
import { truncated } from './truncated.ts';
import { unsafeName } from './unsafe-name.ts';
import { worldWritable } from './world-writable.ts';

/** The framing of tar archives and of the gzip around them: sdists. */
export const tarRules: readonly JudgedRule<TarView>[] = [
  notGzip,
  gzipHeader,
  gzipData,
  gzipMultiMember,
  gzipTrailingData,
  truncated,
  notATar,
  checksum,
  header,
  paxRecord,
  paxUnknownKey,
  paxMismatch,
  globalOverride,
  gnuLongname,
  extensionOrder,
  sparse,
  deviceOrFifo,
  linkOutside,
  hardlinkMissing,
  unsafeName,
  nameNotCanonical,
  nameEncoding,
  duplicateName,
  nameCollision,
  modeBits,
  worldWritable,
  endMarker,
  bomb,
  fewProblems,
];
