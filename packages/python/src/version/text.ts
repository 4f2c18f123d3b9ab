import { MAX_VERSION_LENGTH, parseVersion } from './parse.ts';
import { isPlainVersion } from './plain.ts';
import type { CanonicalVersion, Version } from './types.ts';

/** The normal form (PEP 440, "Normalization"): `1!1.0a1.post2.dev3+ubuntu.1`. Trailing zeros of the release are kept. */
export const versionText = (version: Version): CanonicalVersion => {
  let text = version.release.join('.');
  if (version.epoch !== 0) text = `${version.epoch}!${text}`;
  if (version.pre !== undefined) text += `${version.pre.letter}${version.pre.number}`;
  if (version.post !== undefined) text += `.post${version.post}`;
  if (version.dev !== undefined) text += `.dev${version.dev}`;
  if (version.local !== undefined) text += `+${version.local.join('.')}`;
  return text as CanonicalVersion;
};

/** The normal form of a version as written. @returns undefined where it is no version. */
export const canonicalVersion = (text: string): CanonicalVersion | undefined => {
  if (text.length <= MAX_VERSION_LENGTH && isPlainVersion(text)) return text as CanonicalVersion;
  const version = parseVersion(text);
  return version === undefined ? undefined : versionText(version);
};

/** Whether the text is a version, written in its normal form. */
export const isCanonicalVersion = (text: string): text is CanonicalVersion => canonicalVersion(text) === text;

/**
 * The normal form without trailing zeros of the release: two versions are equal exactly when these texts are.
 * PyPI tells releases apart by it: `1.0` and `1.0.0` are one.
 */
export const versionKey = (version: Version): string => {
  const [first, ...rest] = version.release;
  while (rest.at(-1) === 0) rest.pop();
  return versionText({ ...version, release: [first, ...rest] });
};
