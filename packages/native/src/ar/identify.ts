import type { Source } from '../bytes/source.ts';
import { decode, TEXT_MAX, textIn } from '../bytes/text.ts';
import type { ArObject } from '../types.ts';

const HEADER = 60;
const MEMBERS_MAX = 10_000;
const NAMES_MAX = 4 * 1024 * 1024;

type Header = { readonly name: string; readonly size: number };

/** The header of a member: fixed columns of ASCII, closed by a backtick and a newline. */
const readHeader = async (source: Source, position: number): Promise<Header | undefined> => {
  const bytes = await source.exactly(position, HEADER);
  const text = bytes === undefined ? '' : Buffer.from(bytes).toString('latin1');
  const size = text.slice(48, 58).trimEnd();
  if (text.slice(58) !== '`\n' || !/^\d+$/.test(size)) {
    source.report(
      'ar/bad-header',
      position,
      bytes === undefined ? 'a header is cut off' : 'no member header',
    );
    return undefined;
  }
  return { name: text.slice(0, 16).trimEnd(), size: Number(size) };
};

/** `/123`: an offset into the table of long names, where names end with a slash and a newline (GNU). */
const longName = (source: Source, names: Uint8Array, position: number, name: string): string | undefined => {
  const start = Number(name.slice(1));
  const rest = names.subarray(start, start + TEXT_MAX + 1);
  const end = rest.indexOf(0x0a);
  if (end === -1) {
    source.report('ar/bad-name', position, `no long name at ${start}`);
    return undefined;
  }
  return decode(rest.subarray(0, end)).replace(/\/$/, '');
};

/**
 * The members of an `ar` archive in the GNU, BSD and thin dialects, without the symbol tables.
 * A thin archive names files that lie beside it.
 */
export const identifyAr = async (source: Source): Promise<ArObject> => {
  const magic = await source.bytes(0, 8);
  const thin = magic !== undefined && decode(magic) === '!<thin>\n';
  const members: string[] = [];
  let names: Uint8Array = new Uint8Array();
  let position = 8;
  while (position < source.size) {
    if (members.length === MEMBERS_MAX) {
      source.report('ar/too-many-members', position, `only the first ${MEMBERS_MAX} members are listed`);
      break;
    }
    const header = await readHeader(source, position);
    if (header === undefined) break;
    const content = position + HEADER;
    const isTable = header.name === '/' || header.name === '/SYM64/' || header.name === '//';
    const stored = thin && !isTable ? 0 : header.size;
    if (content + stored > source.size) {
      source.report('ar/cut-off', position, `a member ends at ${content + stored}, beyond the file`);
      break;
    }
    const bsd = /^#1\/(\d+)$/.exec(header.name);
    let name: string | undefined;
    if (header.name === '//') {
      names = (await source.exactly(content, Math.min(header.size, NAMES_MAX))) ?? names;
    } else if (bsd !== null) {
      const length = Number(bsd[1]);
      const bytes =
        length > Math.min(header.size, TEXT_MAX) ? undefined : await source.exactly(content, length);
      if (bytes === undefined) source.report('ar/bad-name', position, `a name of ${length} bytes`);
      else name = textIn(bytes, 0);
    } else if (/^\/\d+$/.test(header.name)) {
      name = longName(source, names, position, header.name);
    } else if (!isTable) name = header.name.replace(/\/$/, '');

    if (name !== undefined && !name.startsWith('__.SYMDEF') && source.afford(name.length)) members.push(name);
    // Members begin at even positions; an odd one is filled up with a newline.
    position = content + stored + (stored % 2);
  }
  return { format: 'ar', thin, members, problems: source.problems };
};
