import { fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';
import type { PackageNote } from '../types.ts';
import type { ElfHeader } from './header.ts';
import { PACKAGE_NOTE_MAX, parsePackageNote } from './package-note.ts';
import { SHT_NOTE, type Sections } from './sections.ts';
import { PT_NOTE, type Segment } from './segments.ts';

const NT_GNU_BUILD_ID = 3;
const NT_FDO_PACKAGING_METADATA = 0xcafe1a7e;
const AREA_MAX = 1024 * 1024;
const AREAS_MAX = 256;
const NOTES_MAX = 4096;
const BUILD_ID_MAX = 64;

/** What the notes say about who made this binary. */
export type Notes = { readonly buildId?: string; readonly packageNote?: PackageNote };

type Area = { readonly offset: number; readonly size: number; readonly align: number };
type Note = {
  readonly owner: string;
  readonly type: number;
  readonly offset: number;
  readonly content: Uint8Array;
};

const up = (value: number, align: number): number => Math.ceil(value / align) * align;

const notesIn = (source: Source, area: Area, bytes: Uint8Array, little: boolean): readonly Note[] => {
  const at = fieldsOf(bytes, little);
  const align = area.align === 8 ? 8 : 4;
  const notes: Note[] = [];
  let position = 0;
  while (position + 12 <= bytes.length && notes.length < NOTES_MAX) {
    const nameSize = at.u32(position);
    const contentSize = at.u32(position + 4);
    const content = up(position + 12 + nameSize, align);
    const end = content + contentSize;
    if (end > bytes.length) {
      source.report('elf/bad-note', area.offset + position, 'a note does not fit its segment');
      return notes;
    }
    const name = Buffer.from(bytes.subarray(position + 12, position + 12 + nameSize)).toString('latin1');
    notes.push({
      owner: name.endsWith('\0') ? name.slice(0, -1) : name,
      type: at.u32(position + 8),
      offset: area.offset + position,
      content: bytes.subarray(content, end),
    });
    position = up(end, align);
  }
  return notes;
};

/** Notes may be found through segments or sections: each place is read once, in file order. */
const areasOf = (segments: readonly Segment[], sections: Sections): readonly Area[] => {
  const areas: readonly Area[] = segments.filter(({ type }) => type === PT_NOTE).slice(0, AREAS_MAX);
  const covered = (area: Area): boolean =>
    areas.some(
      (known) => known.offset <= area.offset && area.offset + area.size <= known.offset + known.size,
    );
  const further = sections.list.filter((section) => section.type === SHT_NOTE && !covered(section));
  return [...areas, ...further]
    .filter(({ size }) => size > 0)
    .sort((a, b) => a.offset - b.offset)
    .slice(0, AREAS_MAX);
};

/** Reads the GNU build-id and the packaging metadata; two that contradict each other are reported, the first is given. */
export const readNotes = async (
  source: Source,
  header: ElfHeader,
  segments: readonly Segment[],
  sections: Sections,
): Promise<Notes> => {
  let buildId: string | undefined;
  let packageNote: PackageNote | undefined;
  let packageText: string | undefined;
  for (const area of areasOf(segments, sections)) {
    const bytes = await source.bytes(area.offset, Math.min(area.size, AREA_MAX));
    if (bytes === undefined) {
      source.report('elf/bad-note', area.offset, 'a note segment lies outside the file');
      continue;
    }
    for (const note of notesIn(source, area, bytes, header.little)) {
      if (note.owner === 'GNU' && note.type === NT_GNU_BUILD_ID) {
        const id = Buffer.from(note.content.subarray(0, BUILD_ID_MAX)).toString('hex');
        if (note.content.length === 0 || note.content.length > BUILD_ID_MAX)
          source.report('elf/bad-note', note.offset, `a build-id of ${note.content.length} bytes`);
        else if (buildId !== undefined && buildId !== id)
          source.report('elf/duplicate-entry', note.offset, 'a second, different build-id');
        else buildId = id;
      } else if (note.owner === 'FDO' && note.type === NT_FDO_PACKAGING_METADATA) {
        const text = Buffer.from(note.content.subarray(0, PACKAGE_NOTE_MAX)).toString('latin1');
        const parsed = parsePackageNote(note.content);
        if (typeof parsed === 'string')
          source.report('elf/bad-package-note', note.offset, `the packaging note ${parsed}`);
        else if (packageText !== undefined && packageText !== text)
          source.report('elf/duplicate-entry', note.offset, 'a second, different packaging note');
        else [packageNote, packageText] = [parsed, text];
      }
    }
  }
  return {
    ...(buildId === undefined ? {} : { buildId }),
    ...(packageNote === undefined ? {} : { packageNote }),
  };
};
