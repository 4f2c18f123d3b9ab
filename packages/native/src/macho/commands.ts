import { type Fields, fieldsOf } from '../bytes/fields.ts';
import type { Source } from '../bytes/source.ts';

/** Load commands beyond this are not believed; real ones have a few kilobytes. */
const COMMANDS_SIZE_MAX = 1024 * 1024;

/** One load command, without its bytes being understood yet. */
export type Command = {
  readonly kind: number;
  readonly offset: number;
  readonly bytes: Uint8Array;
  readonly at: Fields;
};

/** Reads the load commands that follow the header; each must lie within the size that the header states. */
export const readCommands = async (
  source: Source,
  start: number,
  count: number,
  size: number,
  little: boolean,
): Promise<readonly Command[]> => {
  if (size > COMMANDS_SIZE_MAX) {
    source.report('macho/too-many-commands', start, `${size} bytes of load commands`);
    return [];
  }
  const bytes = await source.bytes(start, size);
  if (bytes === undefined) {
    source.report('macho/commands-outside-file', start, `${size} bytes of load commands do not fit the file`);
    return [];
  }
  const commands: Command[] = [];
  const all = fieldsOf(bytes, little);
  let position = 0;
  for (let index = 0; index < count; index++) {
    const left = size - position;
    const length = left < 8 ? 0 : all.u32(position + 4);
    if (length < 8 || length > left || length % 4 !== 0) {
      source.report(
        'macho/bad-command',
        start + position,
        `load command ${index} of ${count}: ${left < 8 ? 'is missing' : `has a size of ${length} bytes, ${left} are left`}`,
      );
      return commands;
    }
    const own = bytes.subarray(position, position + length);
    commands.push({
      kind: all.u32(position),
      offset: start + position,
      bytes: own,
      at: fieldsOf(own, little),
    });
    position += length;
  }
  return commands;
};
