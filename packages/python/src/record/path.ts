import { quote } from '../problem/quote.ts';
import type { RecordCode } from './codes.ts';

type Said = { readonly code: RecordCode; readonly message: string };

/** What `str.splitlines()` breaks lines at besides CR and LF. */
const SPLITS = /[\v\f\u001c-\u001e\u0085\u2028\u2029]/;
const CONTROLS = /[\u0000-\u0008\u000e-\u001b\u001f\u007f]/;

/** What is wrong with the path column of a RECORD row in a wheel, whether or not the archive has such a file. Linear. */
export const pathProblems = (path: string): readonly Said[] => {
  if (path === '') return [{ code: 'empty-path', message: 'The row has no path.' }];
  const found: Said[] = [];
  const shown = quote(path);
  if (SPLITS.test(path))
    found.push({
      code: 'line-splitting-character',
      message: `The path ${shown} holds a character that readers take for the end of a line.`,
    });
  if (CONTROLS.test(path))
    found.push({ code: 'control-character', message: `The path ${shown} holds a control character.` });
  if (path.includes('\\'))
    found.push({ code: 'backslash-path', message: `The path ${shown} holds a backslash.` });
  if (/^[/\\]|^[A-Za-z]:/.test(path))
    found.push({ code: 'absolute-path', message: `The path ${shown} is absolute.` });
  if (path.endsWith('/'))
    found.push({ code: 'directory-row', message: `The row ${shown} names a directory.` });
  const segments = path.split(/[/\\]/);
  if (segments.includes('..'))
    found.push({ code: 'parent-path', message: `The path ${shown} leaves its directory by "..".` });
  if (segments.some((segment, i) => segment === '.' || (segment === '' && i > 0 && i < segments.length - 1)))
    found.push({ code: 'unnormalised-path', message: `The path ${shown} holds an empty or "." segment.` });
  return found;
};
