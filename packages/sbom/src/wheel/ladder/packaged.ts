import type { NativeObject, PackageNote } from '@custody/native';
import { compact } from '../../compact/compact.ts';
import { buildPurl } from '../../purl/index.ts';
import { CONFIDENCE } from './confidence.ts';
import type { Claim } from './types.ts';

/** The vendor of a CPE as purls name the distribution. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['fedoraproject', 'fedora'],
  ['redhat', 'redhat'],
  ['centos', 'centos'],
  ['almalinux', 'almalinux'],
  ['rocky', 'rocky'],
  ['opensuse', 'opensuse'],
  ['debian', 'debian'],
  ['canonical', 'ubuntu'],
  ['alpinelinux', 'alpine'],
]);

const TYPES: ReadonlySet<string> = new Set(['rpm', 'deb', 'apk', 'alpm']);

const namespaceOf = (osCpe: string | undefined): string | undefined => {
  const vendor = /^cpe:(?:\/o:|2\.3:o:)([a-z0-9_-]{1,64})[:_]/.exec(osCpe ?? '')?.[1];
  return vendor === undefined ? undefined : (NAMESPACES.get(vendor) ?? vendor);
};

const purlOf = ({ type, name, version, architecture, osCpe }: PackageNote): string | undefined => {
  if (type === undefined || !TYPES.has(type) || name === undefined || version === undefined) return undefined;
  try {
    return buildPurl(
      compact({
        type,
        namespace: namespaceOf(osCpe),
        name,
        version,
        qualifiers: architecture === undefined ? undefined : { arch: architecture },
      }),
    );
  } catch {
    // The note is as its writer left it: what makes no purl is still a name.
    return undefined;
  }
};

/** What `.note.package` says (systemd, "Package Metadata for Executable Files"): its writer's word, unverified. */
export const packagedClaim = (object: NativeObject | undefined): Claim | undefined => {
  const note = object?.format === 'elf' ? object.packageNote : undefined;
  if (note?.name === undefined) return undefined;
  return compact({
    rung: 'packaged' as const,
    library: note.name,
    version: note.version,
    purl: purlOf(note),
    confidence: CONFIDENCE.packaged,
    technique: 'binary-analysis' as const,
    value: ['.note.package', note.type, note.name, note.version].filter(Boolean).join(' '),
  });
};
