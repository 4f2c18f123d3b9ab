import { glibcOf, shown } from './glibc.ts';
import { isLoaded } from './machine.ts';
import { platformRule } from './platform.ts';

export const cLibrary = platformRule(
  {
    id: 'native/c-library',
    title: 'Binaries are linked with the C library that the tag names',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Platform compatibility tags, manylinux, musllinux; PEP 600, PEP 656',
    why: 'glibc and musl cannot stand in for each other: the wheel is installed, and then fails to load.',
    todo: 'Build it in the image of the tag, or give it the tag of its C library.',
  },
  ({ object }, platforms) => {
    if (object.format !== 'elf') return [];
    const only = (kind: 'manylinux' | 'musllinux'): boolean =>
      platforms.every((platform) => platform.kind === kind);
    const glibc = glibcOf(object);
    const musl = object.needed.find((name) => /^(?:libc\.musl-|ld-musl-)/.test(name));
    const found =
      only('musllinux') && glibc !== undefined
        ? `It needs glibc ${shown(glibc)}; the tag promises that musl will do.`
        : only('manylinux') && musl !== undefined
          ? `It needs ${JSON.stringify(musl.slice(0, 80))}; the tag promises that glibc will do.`
          : undefined;
    if (found === undefined) return [];
    return [isLoaded(object) ? { message: found } : { message: found, severity: 'low' }];
  },
);
