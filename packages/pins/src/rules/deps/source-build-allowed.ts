import type { Rule } from '@custody/findings';
import { grouped } from '../../deps/grouped.ts';
import { isHashed } from '../../deps/hashed.ts';
import { reachesUsers, roleOf } from '../../deps/roles.ts';
import { counted } from '../../deps/words.ts';
import { installsIn, optionNamed } from '../../installs/installs.ts';
import type { Install } from '../../installs/types.ts';
import { type Mend, type PinRule, placeAt, quoted } from '../rule.ts';
import { shownInstall } from './shown.ts';

const rule: Rule = {
  id: 'deps/source-build-allowed',
  title: 'A release installs wheels alone',
  severity: 'low',
  confidence: 'medium',
  sources: ['custody'],
  why: 'Where no wheel fits, an installer builds the sdist of the lock: that runs its code, and fetches build requirements that no hash holds.',
  todo: 'Add `--only-binary :all:`; if a project has no wheels, name it in `--no-binary` and hold its build requirements.',
};

const mendOf = ({ file, range, tool }: Install): Mend | undefined => {
  const text = Buffer.from(file.bytes.subarray(range.start, range.end)).toString();
  // Over several lines, or quoted in another text, the end of the command is no place to write.
  if (/[\r\n'"\\]/.test(text)) return undefined;
  const { end } = range;
  const last = file.bytes[end - 1] ?? 0;
  if (last > 0x7f) return undefined;
  // In a plain text of YAML a colon at the end would make it a key; in a quoted one another quote would end it.
  const all = /["']/.test(String.fromCodePoint(file.bytes[end] ?? 0)) ? ':all:' : '":all:"';
  const option = tool === 'uv' ? '--no-build' : `--only-binary ${all}`;
  // The last character is written again, so that the change lies within the command's own text.
  const splice = { range: { start: end - 1, end }, text: `${String.fromCodePoint(last)} ${option}` };
  return { title: 'take wheels alone', safety: 'unsafe', edits: [{ path: file.path, splices: [splice] }] };
};

/** Installs from locks in jobs of a release that may build what they install: one for each file. */
export const sourceBuildAllowed: PinRule = {
  rule,
  *judge(view) {
    const open = view
      .once(installsIn)
      .filter(
        (install) =>
          optionNamed(install, '--only-binary', '--no-build', '--no-binary') === undefined &&
          (install.tool === 'pip' || install.tool === 'uv') &&
          isHashed(view, install) &&
          reachesUsers(roleOf(view, install)),
      );
    for (const [first, ...others] of grouped(open, ({ file }) => file.path).values()) {
      if (first === undefined) continue;
      const mends = [first, ...others].map(mendOf);
      const [mend] = mends;
      const splices = mends.flatMap((one) => one?.edits.flatMap((edit) => edit.splices) ?? []);
      yield {
        kind: 'found',
        at: placeAt(first.file, first.range),
        related: others.slice(0, 20).map((one) => placeAt(one.file, one.range)),
        message: `${quoted(shownInstall(first))}${others.length === 0 ? '' : `, and ${counted(others.length, 'other command')} here,`} may build what it installs, in a job whose files reach others.`,
        ...(mend !== undefined &&
          !mends.includes(undefined) && { mend: { ...mend, edits: [{ path: first.file.path, splices }] } }),
      };
    }
  },
};
