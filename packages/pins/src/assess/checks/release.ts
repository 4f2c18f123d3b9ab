import { between, decided, unseen } from '../score.ts';
import type { AssessInput, Check } from '../types.ts';

const SIGNATURE = /\.(?:asc|minisig|sig|sign|sigstore|sigstore\.json)$/;
const PROVENANCE = /\.intoto\.jsonl$/;
const ATTESTATION = /\.(?:publish|slsa)\.attestation$|\.attestation$|\.provenance$/;

/** `checks/evaluation/signed_releases.go` over one release: 10 with provenance, 8 with a signature. Nothing is verified there; custody verify does. */
export const signedReleases: Check = {
  name: 'Signed-Releases',
  risk: 'high',
  todo: 'Attest what is released (custody attest sign, actions/attest-build-provenance), and publish it beside the files.',
  judge: ({ release }) => {
    if (release === undefined)
      return unseen('the files of releases are not here', 'the files of a release: --dist DIR');
    const provenance = release.find((name) => PROVENANCE.test(name));
    const signature = release.find((name) => SIGNATURE.test(name));
    const attested = release.find((name) => ATTESTATION.test(name));
    const also =
      attested === undefined || provenance !== undefined
        ? []
        : [{ path: attested, text: 'an attestation as indexes keep it: Scorecard does not count it' }];
    if (provenance !== undefined)
      return { score: decided(10), reason: `provenance: ${provenance}`, lost: [], also };
    if (signature !== undefined)
      return {
        score: decided(8),
        reason: `a signature and no provenance: ${signature}`,
        lost: [{ text: '2 points: no file ends in .intoto.jsonl' }],
        also,
      };
    return {
      score: decided(0),
      reason: 'neither signature nor provenance among the files of the release',
      lost: [{ text: 'no file ends in .sigstore.json, .asc, .sig or .intoto.jsonl' }],
      also,
    };
  },
};

const BILL = /.+\.(?:cdx\.json|cdx\.xml|spdx|spdx\.json|spdx\.xml|spdx\.ya?ml|spdx\.rdf|spdx\.rdf\.xml)$/i;

/** `checks/evaluation/sbom.go`: 5 for an SBOM in the repository, 5 for one among the files of a release. */
export const sbom: Check = {
  name: 'SBOM',
  risk: 'medium',
  experimental: true,
  todo: 'Make an SBOM for each release (custody sbom generate) and publish it beside the files.',
  judge: ({ view, release }: AssessInput) => {
    const source = view.repository.paths.find((path) => /^[^./][^/]*$/.test(path) && BILL.test(path));
    const released = release?.find((name) => BILL.test(name));
    // One in a release counts as one of the project.
    if (released !== undefined) return { score: decided(10), reason: released, lost: [] };
    const score = source === undefined ? 0 : 5;
    const lost = [
      { text: source === undefined ? 'no SBOM at the root' : '5 points: none among the files of a release' },
    ];
    const reason = source ?? 'no SBOM in the repository';
    return release === undefined
      ? { score: between(score, 10), reason, lost, shownBy: 'the files of a release: --dist DIR' }
      : { score: decided(score), reason, lost };
  },
};
