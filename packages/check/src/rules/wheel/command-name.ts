import type { Rule } from '@custody/findings';
import { quoteName } from '@custody/archive';
import type { WheelView } from '../../views/wheel.ts';
import { found, type JudgedRule } from '../rule.ts';
import { boundedFindings } from '../bounded.ts';

const rule: Rule = {
  id: 'wheel/command-name',
  title: 'Scripts do not take the name of a well-known command',
  severity: 'medium',
  confidence: 'medium',
  sources: ['custody'],
  why: 'In an activated environment the script runs instead of the command that was meant.',
  attack: 'A script that is named as a system tool, does what the tool does, and something else besides.',
  todo: 'Give the script another name.',
};

const COMMANDS: ReadonlySet<string> = new Set(
  (
    'apt aws az bash brew cargo cat cd chmod chown cmd cp curl dir docker dpkg env find gcc gcloud git go gpg grep helm ' +
    'java kill kubectl ls make mkdir mv node npm npx openssl pip pip3 pnpm powershell ps python python3 pythonw rm rsync ' +
    'scp sed sh ssh su sudo systemctl tar terraform touch unzip vim wget which xargs yarn yum zsh'
  ).split(' '),
);

/** A project may well install the command that it is: pip installs pip, awscli aws. */
const isOwn = (command: string, project: string): boolean =>
  project.startsWith(command) || command.replace(/\d+$/, '') === project;

/** W14, on what `console_scripts` and `gui_scripts` put in front of the system's own commands. */
export const commandName: JudgedRule<WheelView> = {
  rule,
  judge: ({ file, inspection: { entryPoints, filename } }) => {
    if (entryPoints === undefined) return found([]);
    const project = filename.kind === 'ok' ? filename.name : '';
    const taken = entryPoints.parsed.entryPoints.filter(
      ({ group, name }) =>
        (group === 'console_scripts' || group === 'gui_scripts') &&
        COMMANDS.has(name.toLowerCase()) &&
        !isOwn(name.toLowerCase(), project),
    );
    return found(
      boundedFindings(rule, taken, ({ name, line, value }) => ({
        message: `The script ${quoteName(name)}, which runs ${quoteName(value)}, has the name of a well-known command.`,
        locations: [{ file, entry: entryPoints.path, position: { kind: 'text', line, column: 1 } }],
        key: name,
      })),
    );
  },
};
