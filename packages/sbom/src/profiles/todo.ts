/** What to do about an element that is missing, where custody or somebody else made the document. */
export const TODO = {
  author:
    'Name who makes the document: `custody sbom generate --author "Name <address>"`, or metadata.authors (SPDX: creators).',
  timestamp: 'Write the document anew with a timestamp (CycloneDX: metadata.timestamp; SPDX: created).',
  tool: 'Name the tool that made the document (CycloneDX: metadata.tools; SPDX: a creator "Tool: …").',
  context:
    'Say when the document was made (CycloneDX from 1.5 on: metadata.lifecycles, as custody writes it).',
  supplier:
    "Name who supplies the component: for the release itself by Author, Maintainer or their addresses in the project's metadata; for a bundled library or file add a supplier to the document, for the bytes do not tell it.",
  name: 'Give the component a name.',
  version:
    'Give the component its version: a bundled library gets it from an SBOM in the wheel that declares it, vendored code from the file given by `--components`; a file may have that of what it is a part of.',
  identifier:
    'Give the component a purl or a CPE; for a file a SHA-256 or stronger is its identifier. A bundled library gets it from an SBOM in the wheel that declares it.',
  hash: 'Give the hash of the component as it is delivered. A document inside an artifact cannot hold the hash of that artifact: publish a copy beside it that does.',
  license:
    "Give the component's licence: for the release itself License-Expression in the project's metadata; for a bundled library declare it in an SBOM in the wheel, for vendored code in the file given by `--components`.",
  dependencies:
    'Say what the component needs: a dependency, an empty list for nothing, or a composition "unknown".',
} as const;
