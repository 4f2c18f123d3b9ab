import { FORMATS, isLoaded, machinesOf, promisedBy } from './machine.ts';
import { platformRule } from './platform.ts';

export const machineMatches = platformRule(
  {
    id: 'native/machine-matches-tag',
    title: 'Binaries are for the machines that the platform tag names',
    severity: 'medium',
    confidence: 'medium',
    sources: ['standard'],
    standard: 'Platform compatibility tags',
    why: 'The wheel is installed where its tag fits, and then fails to load.',
    todo: 'Build it for the machine of the tag, or give it the tag of its machine.',
  },
  ({ object }, platforms) => {
    // What is not in the platform's own format is `native/format-matches-tag`.
    const own = platforms.filter(({ kind }) => FORMATS.get(kind) === object.format);
    const machines = machinesOf(object);
    if (machines.length === 0 || own.length === 0) return [];
    const promised = [...new Set(own.flatMap(promisedBy))];
    // A universal tag promises each of its machines; of other tags one binary serves one.
    const missing =
      object.format === 'mach-o'
        ? promised.filter((machine) => !machines.includes(machine))
        : promised.some((machine) => machines.includes(machine))
          ? []
          : promised;
    if (missing.length === 0) return [];
    const message = `The binary is for ${machines.join(', ')}; the tag promises ${promised.join(', ')}.`;
    return [isLoaded(object) ? { message } : { message, severity: 'info' }];
  },
);
