import { createHash } from 'node:crypto';
import type { Bill } from '../bill/types.ts';
import type { Written } from '../cyclonedx/write.ts';
import type { JsonObject } from '../json/types.ts';
import { isObject, listOf, textOf } from '../json/value.ts';
import { toSpdx } from '../spdx/write.ts';

const sha1Of = (file: JsonObject): string | undefined => {
  const found = listOf(file, 'checksums').find((item) => textOf(item, 'algorithm') === 'SHA1');
  return found === undefined ? undefined : textOf(found, 'checksumValue');
};

/** What each element contains, by the CONTAINS relationships. */
const contentsOf = (document: JsonObject): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const relation of listOf(document, 'relationships')) {
    if (textOf(relation, 'relationshipType') !== 'CONTAINS') continue;
    const from = textOf(relation, 'spdxElementId') ?? '';
    const list = found.get(from) ?? [];
    list.push(textOf(relation, 'relatedSpdxElement') ?? '');
    found.set(from, list);
  }
  return found;
};

/** SHA-1 over the sorted SHA-1s of the files, in lower-case hex, without separators (SPDX 2.3, clause 7.9). */
export const verificationCode = (sha1s: readonly string[]): string =>
  createHash('sha1')
    .update([...sha1s].sort().join(''))
    .digest('hex');

const withCode = (item: JsonObject, code: string, excluded: readonly string[]): JsonObject => {
  const members = Object.entries(item).flatMap(([name, value]) =>
    name !== 'filesAnalyzed'
      ? [[name, value] as const]
      : [
          [name, true] as const,
          [
            'packageVerificationCode',
            {
              packageVerificationCodeValue: code,
              ...(excluded.length === 0
                ? {}
                : { packageVerificationCodeExcludedFiles: excluded.map((path) => `./${path}`) }),
            },
          ] as const,
        ],
  );
  return Object.fromEntries(members);
};

/**
 * Writes the bill of a source as SPDX 2.3: as `toSpdx` does, and each package whose files are all listed says that they were analysed,
 * with its verification code over everything that it contains (clauses 7.8 and 7.9). `exclude` as in `generateSource`.
 */
export const toSourceSpdx = async (bill: Bill, exclude: readonly string[] = []): Promise<Written> => {
  const { document, losses } = await toSpdx(bill);
  const contents = contentsOf(document);
  const files = new Map(
    listOf(document, 'files').flatMap((file) =>
      isObject(file) ? [[textOf(file, 'SPDXID') ?? '', sha1Of(file)] as const] : [],
    ),
  );
  const root = bill.components.find(({ ref }) => ref === bill.root);
  const packages = listOf(document, 'packages').map((item) => {
    if (!isObject(item)) return item;
    const reached = new Set([textOf(item, 'SPDXID') ?? '']);
    for (const id of reached) for (const inner of contents.get(id) ?? []) reached.add(inner);
    const sha1s = [...reached].filter((id) => files.has(id)).map((id) => files.get(id));
    const known = sha1s.filter((sha1) => sha1 !== undefined);
    // A code over a part of the files would be the code of something else.
    if (known.length === 0 || known.length < sha1s.length) return item;
    const isRoot = textOf(item, 'name') === root?.name && textOf(item, 'versionInfo') === root?.version;
    return withCode(item, verificationCode(known), isRoot ? [...exclude].sort() : []);
  });
  return { document: { ...document, packages }, losses };
};
