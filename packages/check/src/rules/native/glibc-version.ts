import { glibcOf, isNewer, shown } from './glibc.ts';
import { isLoaded, machinesOf, promisedBy } from './machine.ts';
import { ofKind, platformRule } from './platform.ts';

export const glibcVersion = platformRule(
  {
    id: 'native/glibc-version',
    title: 'No binary needs a newer glibc than the manylinux tag names',
    severity: 'medium',
    confidence: 'high',
    sources: ['standard'],
    standard: 'Platform compatibility tags, manylinux; PEP 600',
    why: 'The wheel is installed on systems that the tag promises, and then fails to load.',
    todo: 'Build it in the manylinux image of that tag, or let auditwheel repair find the right tag.',
  },
  ({ object }, platforms) => {
    if (object.format !== 'elf') return [];
    const machines = machinesOf(object);
    const [oldest] = platforms
      .filter(ofKind('manylinux'))
      .filter((platform) => promisedBy(platform).some((machine) => machines.includes(machine)))
      .map(({ glibc }) => glibc)
      .sort((a, b) => a.major - b.major || a.minor - b.minor);
    const needed = glibcOf(object);
    if (oldest === undefined || needed === undefined || !isNewer(needed, oldest)) return [];
    const message = `It needs glibc ${shown(needed)}; the tag promises that ${shown(oldest)} will do.`;
    return [isLoaded(object) ? { message } : { message, severity: 'low' }];
  },
);
