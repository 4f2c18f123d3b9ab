import type { RepositoryView } from '../repository/view.ts';
import type { SourceFile } from '../repository/source.ts';
import { fileMeant } from './path.ts';
import { specOf } from './spec.ts';
import type { Install, InstallSpec } from './types.ts';

/** Lines of an option, above which the rest is passed over. */
const MOST = 2000;

const specAt = (
  view: RepositoryView,
  file: SourceFile,
  start: number,
  written: string,
): InstallSpec | undefined => {
  // `py312: pytest` and `!py39: x` belong to an environment each.
  const factor = /^[\w.{},!-]{1,200}:\s+/.exec(written)?.[0] ?? '';
  const text = written
    .slice(factor.length)
    .replace(/\s+#.*$/, '')
    .trimEnd();
  if (text === '') return undefined;
  const from = start + factor.length;
  const range = file.rangeOf(from, from + text.length);
  const included = /^(-r|--requirement|-c|--constraint)[ =]?\s*(\S+)$/.exec(text);
  if (included !== null) {
    const [, option = '', target = ''] = included;
    const path = fileMeant(view, '', target.replace(/^\{toxinidir\}\//, ''));
    const of = /^(?:-r|--req)/.test(option) ? 'requirements' : 'constraints';
    return { kind: 'file', of, text: target, range, ...(path !== undefined && { path }) };
  }
  // Options, and what another section names.
  if (text.startsWith('-') || text.startsWith('{[')) return undefined;
  return specOf({ text, known: !/[{}$]/.test(text.replace(/\{toxinidir\}/g, '.')), range });
};

/** What `deps` of tox.ini names, section by section. noxfile.py is a program, and is not run. */
export const toxInstalls = (view: RepositoryView): readonly Install[] => {
  const reading = view.repository.read('tox.ini');
  if (reading?.kind !== 'file') return [];
  const { file } = reading;
  const { text } = file;
  const found: Install[] = [];
  let section = '';
  let open: { section: string; start: number; end: number; specs: InstallSpec[] } | undefined;
  const close = (): void => {
    if (open !== undefined && open.specs.length > 0)
      found.push({
        file,
        range: file.rangeOf(open.start, open.end),
        tool: 'tox',
        verb: 'install',
        command: `[${open.section}] deps`,
        specs: open.specs,
        options: [],
        origin: { kind: 'config', key: `${open.section}: deps` },
      });
    open = undefined;
  };
  const take = (from: number, line: string): void => {
    const written = line.trim();
    if (open === undefined || written === '' || written.startsWith('#') || open.specs.length >= MOST) return;
    const spec = specAt(view, file, from + line.indexOf(written), written);
    if (spec !== undefined) open.specs.push(spec);
  };
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline === -1 ? text.length : newline;
    const line = text.slice(at, Math.min(end, at + 2000)).replace(/\r$/, '');
    const header = /^\[([^\]]*)\]/.exec(line);
    const option = /^deps[ \t]*[=:]/.exec(line)?.[0];
    if (header !== null) {
      close();
      section = header[1] ?? '';
    } else if (section.startsWith('testenv') && option !== undefined) {
      close();
      open = { section, start: at, end: at + 'deps'.length, specs: [] };
      take(at + option.length, line.slice(option.length));
    } else if (/^[^\s#;]/.test(line)) close();
    else take(at, line);
    at = end + 1;
  }
  close();
  return found;
};
