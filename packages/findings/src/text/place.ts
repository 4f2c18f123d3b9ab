import type { Location, Position } from '../types.ts';
import { groupDigits } from './number.ts';

const positionText = (position: Position): string => {
  if (position.kind === 'byte') {
    return position.length === undefined
      ? `byte ${groupDigits(position.offset)}`
      : `byte ${groupDigits(position.offset)}, ${groupDigits(position.length)} long`;
  }
  return position.column === undefined
    ? `line ${position.line}`
    : `line ${position.line}, column ${position.column}`;
};

/**
 * A location in words: `demo/__init__.py, byte 1,024`, `pyproject.toml:3:9`. The file is left out where it is `within`,
 * the subject under whose heading it is printed; what remains may then be empty.
 */
export const placeText = (location: Location, within?: string): string => {
  const { entry, position } = location;
  const file = location.file === within ? undefined : location.file;
  const inside = entry ?? file;
  const named = entry !== undefined && file !== undefined ? `${file} › ${entry}` : inside;
  if (position === undefined) return named ?? '';
  // The form that editors and terminals turn into a link.
  if (position.kind === 'text' && named !== undefined) {
    return `${named}:${position.line}${position.column === undefined ? '' : `:${position.column}`}`;
  }
  return named === undefined ? positionText(position) : `${named}, ${positionText(position)}`;
};
