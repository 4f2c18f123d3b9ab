import type { AdvisoryFact, ComponentFact, Examination, Finding, Rule } from '../types.ts';
import { finding } from '../rule/make.ts';

export const KNOWN_FLAW: Rule = {
  id: 'audit/known-vulnerability',
  title: 'No component has a known vulnerability',
  severity: 'high',
  confidence: 'high',
  sources: ['custody'],
  why: 'What is published against a component is used against those who run it.',
  todo: 'Move to a fixed version',
};

export const component: ComponentFact = {
  ecosystem: 'PyPI',
  name: 'urllib3',
  version: '1.26.4',
  purl: 'pkg:pypi/urllib3@1.26.4',
  groups: ['dev'],
  environments: ['CPython 3.9, Linux'],
  path: ['requests 2.31.0', 'urllib3 1.26.4'],
};

export const advisory: AdvisoryFact = {
  ids: ['CVE-2023-43804', 'GHSA-v845-jxx5-vc9f'],
  summary: 'Cookie request header is not stripped',
  fixed: ['1.26.17', '2.0.6'],
  cvss: { score: 8.1, vector: 'CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:N', version: '3.1' },
  upstream: [],
  related: ['CVE-2018-20060'],
};

/** A finding about a component of `uv.lock`. */
export const flaw = (more: Partial<Finding> = {}): Finding =>
  finding(KNOWN_FLAW, {
    message: `urllib3 1.26.4 has ${advisory.ids[0]}`,
    locations: [{ file: 'uv.lock', position: { kind: 'text', line: 7 } }],
    todo: 'Upgrade urllib3 1.26.4 → 1.26.19 (fixes 2)',
    component,
    advisory,
    ...more,
  });

/** `uv.lock` with these findings. */
export const locked = (findings: readonly Finding[]): Examination => ({
  subject: {
    kind: 'dependencies',
    path: 'uv.lock',
    inventory: {
      entries: 3,
      audited: 1,
      inapplicable: 1,
      unaudited: 1,
      components: [component.purl],
      leftOut: [
        {
          text: 'colorama==0.4.6; sys_platform == "win32"',
          location: { file: 'uv.lock', position: { kind: 'text', line: 3 } },
          marker: 'sys_platform == "win32"',
          asked: ['Python 3.13', 'Linux'],
        },
      ],
    },
  },
  judged: [KNOWN_FLAW.id],
  findings,
  unknowns: [],
});
