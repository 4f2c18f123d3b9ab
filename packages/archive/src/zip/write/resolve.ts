import { Buffer } from 'node:buffer';
import { quoteName } from '../../names/index.ts';
import type { ZipEntry } from '../../types.ts';
import { kindOf } from '../attributes.ts';
import { ZipError } from '../error.ts';
import { judgeCollisions } from '../names/collisions.ts';
import { nameFaults } from '../names/safety.ts';
import { collectProblems } from '../problems.ts';
import type { NewContent, ZipEdit } from './edit.ts';

/** An entry to be written, with the one it replaces. */
export type Written = { readonly name: string; readonly content: NewContent; readonly old?: ZipEntry };

export type Resolved = {
  /** Untouched entries, in the order of the directory. */
  readonly kept: readonly ZipEntry[];
  /** In the order of the edits. */
  readonly written: readonly Written[];
};

const collisions = (entries: readonly ZipEntry[], added: readonly string[]): string | undefined => {
  const problems = collectProblems();
  const named = added.map((name, index) => ({
    name,
    rawName: Buffer.from(name),
    kind: kindOf(name, 0),
    index: entries.length + index,
    recordOffset: 0,
  }));
  judgeCollisions([...entries, ...named], problems);
  return problems.list()[0]?.message;
};

const refuse = (message: string): never => {
  throw new ZipError('bad-edit', message);
};

/** Holds the edits against the archive; throws `bad-edit` for one that is impossible, unsafe or contradicts another. */
export const resolveEdits = (entries: readonly ZipEntry[], edits: readonly ZipEdit[]): Resolved => {
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  const edited = new Set<string>();
  const written: Written[] = [];
  const added: string[] = [];
  for (const edit of edits) {
    const old = byName.get(edit.name);
    if (edited.has(edit.name)) refuse(`There are two edits of ${quoteName(edit.name)}.`);
    edited.add(edit.name);
    if (edit.kind === 'add') {
      if (old !== undefined) refuse(`${quoteName(edit.name)} is in the archive already.`);
      const [fault] = nameFaults(edit.name);
      if (fault !== undefined || Buffer.from(edit.name).toString() !== edit.name)
        refuse(`${quoteName(edit.name)} cannot be added: ${fault?.message ?? 'it is no Unicode text.'}`);
      if (Buffer.byteLength(edit.name) > 0xffff)
        refuse(`${quoteName(edit.name)} is longer than 65535 bytes.`);
      if (edit.name.endsWith('/') && edit.content.length > 0)
        refuse(`${quoteName(edit.name)} is a directory.`);
      added.push(edit.name);
      written.push({ name: edit.name, content: edit });
    } else {
      if (old === undefined) refuse(`${quoteName(edit.name)} is not in the archive.`);
      else if (edit.kind === 'replace') {
        if (old.kind !== 'file') refuse(`${quoteName(edit.name)} is no regular file.`);
        written.push({ name: edit.name, content: edit, old });
      }
    }
  }
  const removed = new Set(edits.filter((edit) => edit.kind === 'remove').map((edit) => edit.name));
  const staying = entries.filter((entry) => !removed.has(entry.name));
  const collision = added.length > 0 ? collisions(staying, added) : undefined;
  // What collided before is not this rewrite's doing.
  if (collision !== undefined && collisions(staying, []) === undefined)
    refuse(`The added entries collide with others: ${collision}`);
  return { kept: entries.filter((entry) => !edited.has(entry.name)), written };
};
