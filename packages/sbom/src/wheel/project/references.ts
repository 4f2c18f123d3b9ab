import type { CoreMetadata } from '@custody/python';
import type { ExternalReference } from '../../bill/types.ts';

/** Well-known labels (PyPA specifications, "Well-known labels"), lower case without punctuation, as CycloneDX calls such links. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['homepage', 'website'],
  ['source', 'vcs'],
  ['repository', 'vcs'],
  ['sourcecode', 'vcs'],
  ['github', 'vcs'],
  ['download', 'distribution'],
  ['changelog', 'release-notes'],
  ['changes', 'release-notes'],
  ['whatsnew', 'release-notes'],
  ['history', 'release-notes'],
  ['releasenotes', 'release-notes'],
  ['documentation', 'documentation'],
  ['docs', 'documentation'],
  ['issues', 'issue-tracker'],
  ['bugs', 'issue-tracker'],
  ['issue', 'issue-tracker'],
  ['tracker', 'issue-tracker'],
  ['issuetracker', 'issue-tracker'],
  ['bugtracker', 'issue-tracker'],
  ['funding', 'other'],
  ['security', 'security-contact'],
]);

const ASCII_URL = /^https?:\/\/[A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%-]{1,2000}$/;

const plain = (label: string): string => label.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Home-page, Download-URL and Project-URL as external references; what is no web address is left out. */
export const referencesOf = (metadata: CoreMetadata): readonly ExternalReference[] => {
  const found = new Map<string, ExternalReference>();
  const add = (label: string, url: string): void => {
    const type = TYPES.get(plain(label)) ?? 'other';
    if (!ASCII_URL.test(url)) return;
    const key = `${type} ${url}`;
    if (!found.has(key)) found.set(key, { type, url, ...(type === 'other' ? { comment: label } : {}) });
  };
  if (metadata.homePage !== undefined) add('homepage', metadata.homePage);
  for (const { label, url } of metadata.projectUrls) add(label, url);
  if (metadata.downloadUrl !== undefined) add('download', metadata.downloadUrl);
  return [...found.values()];
};
