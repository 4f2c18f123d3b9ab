import { CONFIDENCE } from './confidence.ts';
import type { Identified } from './identify.ts';
import { projectOf } from './projects.ts';

const versionOf = ({ claims }: Identified): string | undefined =>
  claims.find(({ version, purl }) => version !== undefined && purl === undefined)?.version;

/**
 * Files of one project that were bundled together are of one release: where exactly one version is known of them, those without
 * one most likely have it too (`libssl` beside `libcrypto`).
 */
export const shareVersions = (identified: readonly Identified[]): readonly Identified[] => {
  const versions = new Map<string, Map<string, string>>();
  for (const one of identified) {
    const project = one.bundled === undefined ? undefined : projectOf(one.bundled.stem);
    const version = versionOf(one);
    if (project === undefined || version === undefined) continue;
    const known = versions.get(project) ?? new Map<string, string>();
    versions.set(project, known.set(version, known.get(version) ?? one.native.path));
  }
  return identified.map((one) => {
    const project = one.bundled === undefined ? undefined : projectOf(one.bundled.stem);
    if (project === undefined || one.claims.some(({ version }) => version !== undefined)) return one;
    const [only, ...others] = versions.get(project) ?? [];
    if (only === undefined || others.length > 0) return one;
    const [version, path] = only;
    const claim = {
      rung: 'named' as const,
      library: project,
      version,
      confidence: CONFIDENCE.sibling,
      technique: 'filename' as const,
      value: `beside ${path.slice(path.lastIndexOf('/') + 1)}`,
    };
    return { ...one, claims: [claim, ...one.claims] };
  });
};
