import { type Examination, ruleTable } from '@custody/findings';
import { SBOM_WHEEL_RULES, verifyWheelContents } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import type { ReportFlags } from '../../flags.ts';
import { conclude } from '../../judged.ts';
import { examinationOf } from '../examination.ts';
import { withWheel } from '../wheel.ts';

const examine = (context: CustodyContext, file: string, quiet: boolean): Promise<Examination> =>
  withWheel(context, file, { quiet }, async ({ contents, size, sha256 }) => {
    if (contents.documents.length === 0)
      throw new CommandError(`${file} carries no SBOM; custody sbom embed ${file} adds one`, EXIT.findings);
    const facts = contents.documents.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    return examinationOf(
      { kind: 'wheel', path: file, size, sha256, facts },
      await verifyWheelContents(contents, { file }),
    );
  });

/** `custody sbom verify WHEEL…`. */
export const runVerify = async (
  context: CustodyContext,
  flags: ReportFlags,
  wheels: readonly string[],
): Promise<void> => {
  const examinations: Examination[] = [];
  for (const wheel of wheels) examinations.push(await examine(context, wheel, flags.quiet));
  await conclude(context, flags, {
    command: ['custody sbom verify', ...wheels],
    examinations,
    rules: ruleTable(SBOM_WHEEL_RULES),
  });
};
