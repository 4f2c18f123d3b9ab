import { parseName } from '@custody/python';

/**
 * The name under which the store knows a package: PEP 503 for PyPI; lower case for GitHub Actions, where `Owner/Repo` and
 * `owner/repo` are one; as written elsewhere. Undefined where it is no valid name of that ecosystem.
 */
export const normalizePackage = (ecosystem: string, name: string): string | undefined => {
  if (ecosystem === 'PyPI') return parseName(name);
  if (ecosystem === 'GitHub Actions') return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return name;
};
