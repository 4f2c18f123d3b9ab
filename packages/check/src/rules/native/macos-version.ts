import type { MachOSlice } from '@custody/native';
import type { TwoPartVersion } from '@custody/python';
import { isNewer, shown } from './glibc.ts';
import { isLoaded } from './machine.ts';
import { type Of, ofKind, platformRule } from './platform.ts';

/** There is no macOS for arm64 before this. */
const FIRST_ARM: TwoPartVersion = { major: 11, minor: 0 };

const parse = (text: string): TwoPartVersion | undefined => {
  const [, major, minor] = /^([0-9]{1,6})\.([0-9]{1,6})/.exec(text) ?? [];
  return major === undefined || minor === undefined
    ? undefined
    : { major: Number(major), minor: Number(minor) };
};

/** The oldest system that the tags promise for a slice. macOS 11 answered to 10.16 as well. */
const promised = (tags: readonly Of<'macos'>[], machine: string): TwoPartVersion | undefined => {
  const family = machine === 'arm64e' ? 'arm64' : machine === 'x86_64h' ? 'x86_64' : machine;
  const [oldest] = tags
    .filter(({ architectures }) => architectures.includes(family))
    .map(({ minimum }) => (minimum.major === 10 && minimum.minor === 16 ? FIRST_ARM : minimum))
    .sort((a, b) => a.major - b.major || a.minor - b.minor);
  return oldest !== undefined && family === 'arm64' && isNewer(FIRST_ARM, oldest) ? FIRST_ARM : oldest;
};

const sayOf = (slice: MachOSlice, tags: readonly Of<'macos'>[]): string | undefined => {
  const needed = slice.platform === 'macos' ? parse(slice.minimumOs ?? '') : undefined;
  const oldest = promised(tags, slice.machine);
  if (needed === undefined || oldest === undefined || !isNewer(needed, oldest)) return undefined;
  return `The code for ${slice.machine} needs macOS ${shown(needed)}; the tag promises that ${shown(oldest)} will do.`;
};

export const macosVersion = platformRule(
  {
    id: 'native/macos-version',
    title: 'No binary needs a newer macOS than the tag names',
    severity: 'medium',
    confidence: 'medium',
    sources: ['standard'],
    standard: 'Platform compatibility tags, macOS',
    why: 'The wheel is installed on systems that the tag promises, and may then fail to load.',
    todo: 'Set MACOSX_DEPLOYMENT_TARGET for all that is built, or give the wheel the tag of its newest binary.',
  },
  ({ object }, platforms) => {
    const tags = platforms.filter(ofKind('macos'));
    if (object.format !== 'mach-o' || tags.length === 0) return [];
    return object.slices.flatMap((slice) => {
      const message = sayOf(slice, tags);
      if (message === undefined) return [];
      return [
        isLoaded(object)
          ? { message, key: slice.machine }
          : { message, key: slice.machine, severity: 'low' as const },
      ];
    });
  },
);
