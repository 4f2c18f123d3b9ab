import { type Examination, judge, ruleTable, type Subject, exitCode } from '@custody/findings';
import { readWhole } from '@custody/host';
import { SBOM_DOCUMENT_RULES, validate } from '@custody/sbom';
import { basename } from 'node:path';
import { createHash } from 'node:crypto';
import type { CustodyContext } from '../../../context.ts';
import { VERSION } from '../../../version.ts';
import { loadPolicy } from '../../policy.ts';
import { writeReport } from '../../report.ts';
import type { ValidateFlags } from './command.ts';

/** A document larger than this is not read whole. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

const examine = async (file: string, flags: ValidateFlags): Promise<Examination> => {
  const bytes = readWhole(file, MAX_DOCUMENT);
  const { detection, judgements } = await validate(bytes, {
    file,
    ...(flags.profile === undefined ? {} : { profiles: flags.profile }),
  });
  const subject: Subject = {
    kind: 'sbom',
    path: file,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
    facts: [
      detection.kind === 'not-an-sbom'
        ? `${basename(file)} is no SBOM`
        : `${detection.kind} ${detection.version ?? ''}`.trim(),
    ],
  };
  return {
    subject,
    judged: judgements.map(({ rule }) => rule.id),
    findings: judgements.flatMap(({ findings }) => findings),
    unknowns: judgements.flatMap(({ unknowns }) => unknowns),
  };
};

/** `custody sbom validate FILE…`. */
export const runValidate = async (
  context: CustodyContext,
  flags: ValidateFlags,
  files: readonly string[],
): Promise<void> => {
  const loaded = await loadPolicy(flags.policy);
  const policy = flags.failOn === undefined ? loaded : { ...loaded, failOn: flags.failOn };
  const examinations: Examination[] = [];
  for (const file of files) examinations.push(await examine(file, flags));
  const report = judge({
    examinations,
    policy,
    rules: ruleTable(SBOM_DOCUMENT_RULES),
    context: {
      tool: { name: 'custody', version: VERSION },
      command: ['custody sbom validate', ...files].join(' '),
      today: new Date(context.clock.now()).toISOString().slice(0, 10),
      facts: [
        { name: 'network', value: 'offline' },
        ...(flags.profile ?? []).map((value) => ({ name: 'profile', value })),
      ],
    },
  });
  await writeReport(report, flags, context);
  context.finish(exitCode(report));
};
