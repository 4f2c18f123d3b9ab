import type { Source } from '../bytes/source.ts';
import { decode, TEXT_MAX } from '../bytes/text.ts';
import { findUnloaded, type Sections } from './sections.ts';

const COMMENT_MAX = 64 * 1024;

/** The distinct strings of `.comment`, in file order: each compiler leaves its name and version there. */
export const readComment = async (source: Source, sections: Sections): Promise<readonly string[]> => {
  const section = await findUnloaded(source, sections, '.comment');
  if (section === undefined) return [];
  const bytes = await source.bytes(section.offset, Math.min(section.size, COMMENT_MAX));
  if (bytes === undefined) {
    source.report('elf/section-outside-file', section.offset, '.comment lies outside the file');
    return [];
  }
  const strings = decode(bytes)
    .split('\0')
    .filter((text) => text !== '' && text.length <= TEXT_MAX);
  return [...new Set(strings)];
};
