import { CYCLONEDX_VERSIONS, type ConvertTarget } from '@custody/sbom';

/** Reads a target like `cyclonedx-1.6`, `1.6` or `spdx-2.3`; anything else is a usage error that lists them. */
export const parseTarget = (text: string): ConvertTarget => {
  if (text === 'spdx' || text === 'spdx-2.3') return { standard: 'spdx', version: '2.3' };
  const wanted = text.startsWith('cyclonedx-') ? text.slice('cyclonedx-'.length) : text;
  const version = CYCLONEDX_VERSIONS.find((known) => known === (wanted === 'cyclonedx' ? '1.6' : wanted));
  if (version !== undefined) return { standard: 'cyclonedx', version };
  const known = [...CYCLONEDX_VERSIONS.map((name) => `cyclonedx-${name}`), 'spdx-2.3'];
  throw new SyntaxError(`expected one of ${known.join(', ')}, got ${JSON.stringify(text)}`);
};
