import type { Source } from '../bytes/source.ts';
import { textAt } from '../bytes/text.ts';
import type { ElfObject } from '../types.ts';
import { readComment } from './comment.ts';
import { type Dynamic, readDynamic } from './dynamic.ts';
import { readHeader } from './header.ts';
import { elfMachine } from './machines.ts';
import { readNotes } from './notes.ts';
import { readSections, SHT_SYMTAB } from './sections.ts';
import { PT_INTERP, readSegments, type Segment } from './segments.ts';
import { readVersionDefinitions, readVersionNeeds } from './versions.ts';

const TYPES: ReadonlyMap<number, ElfObject['type']> = new Map([
  [1, 'relocatable'],
  [2, 'executable'],
  [3, 'shared'],
  [4, 'core'],
]);

const readInterpreter = async (source: Source, segments: readonly Segment[]): Promise<string | undefined> => {
  const segment = segments.find(({ type }) => type === PT_INTERP);
  return segment === undefined ? undefined : textAt(source, segment.offset, 'the interpreter', 'elf');
};

/** Position-independent executables are ET_DYN as well; older linkers did not flag them, but no library needs an interpreter and has no name. */
const typeOf = (type: number, dynamic: Dynamic, interpreter: string | undefined): ElfObject['type'] => {
  const plain = TYPES.get(type) ?? 'other';
  if (plain !== 'shared') return plain;
  return dynamic.pie || (interpreter !== undefined && dynamic.soname === undefined) ? 'executable' : plain;
};

/** What an ELF file says about itself (System V gABI). Problems are in the result. */
export const identifyElf = async (source: Source): Promise<ElfObject> => {
  const header = await readHeader(source);
  if (header === undefined)
    return {
      format: 'elf',
      bits: 64,
      endian: 'little',
      machine: 'unknown',
      type: 'other',
      needed: [],
      comment: [],
      versionNeeds: [],
      versionDefinitions: [],
      stripped: true,
      problems: source.problems,
    };
  const sections = await readSections(source, header);
  const segments = await readSegments(source, header, sections);
  const dynamic = await readDynamic(source, header, segments, sections);
  const interpreter = await readInterpreter(source, segments);
  const notes = await readNotes(source, header, segments, sections);
  const versionDefinitions = await readVersionDefinitions(source, header, dynamic);
  const versionNeeds = await readVersionNeeds(source, header, dynamic);
  const comment = await readComment(source, sections);
  return {
    format: 'elf',
    bits: header.bits,
    endian: header.little ? 'little' : 'big',
    machine: elfMachine(header.machine),
    type: typeOf(header.type, dynamic, interpreter),
    ...(dynamic.soname === undefined ? {} : { soname: dynamic.soname }),
    needed: dynamic.needed,
    ...(dynamic.rpath === undefined ? {} : { rpath: dynamic.rpath }),
    ...(dynamic.runpath === undefined ? {} : { runpath: dynamic.runpath }),
    ...notes,
    comment,
    versionNeeds,
    versionDefinitions,
    ...(interpreter === undefined ? {} : { interpreter }),
    stripped: !sections.list.some(({ type }) => type === SHT_SYMTAB),
    problems: source.problems,
  };
};
