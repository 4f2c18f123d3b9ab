import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { type Examination, type Judgement, ruleTable } from '@custody/findings';
import { readInput, readWhole } from '@custody/host';
import { SBOM_DOCUMENT_RULES, validate } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { CommandError } from '../../../exit.ts';
import { conclude } from '../../judged.ts';
import { examinationOf } from '../examination.ts';
import { formatName } from '../format-name.ts';
import { withWheel } from '../wheel.ts';
import type { ValidateFlags } from './command.ts';

/** A document larger than this is not read whole. */
const MAX_DOCUMENT = 256 * 1024 * 1024;

const profilesOf = ({ profile }: ValidateFlags) => (profile === undefined ? {} : { profiles: profile });

/** Named so, a document comes on standard input. */
const STANDARD_INPUT = '-';

const examineDocument = async (
  context: CustodyContext,
  file: string,
  flags: ValidateFlags,
): Promise<Examination> => {
  const bytes =
    file === STANDARD_INPUT ? await readInput(context.input(), MAX_DOCUMENT) : readWhole(file, MAX_DOCUMENT);
  const { detection, judgements } = await validate(bytes, { file, ...profilesOf(flags) });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return examinationOf(
    { kind: 'sbom', path: file, sha256, size: bytes.length, facts: [formatName(detection)] },
    judgements,
  );
};

/** Every SBOM that a wheel carries, held against the wheel's own name and version too. */
const examineWheel = (context: CustodyContext, file: string, flags: ValidateFlags): Promise<Examination> =>
  withWheel(context, file, { quiet: flags.quiet }, async ({ contents, subject, size, sha256 }) => {
    if (contents.documents.length === 0)
      throw new CommandError(`${file} carries no SBOM; custody sbom embed ${file} adds one`);
    const facts: string[] = [];
    const judgements: Judgement[] = [];
    for (const { path, bytes } of contents.documents) {
      if (bytes === undefined) throw new CommandError(`${path} in ${file} is too large to be read`);
      const place = {
        file,
        entry: path,
        ...(subject === undefined ? {} : { subject }),
        ...profilesOf(flags),
      };
      const validation = await validate(bytes, place);
      facts.push(`${basename(path)}: ${formatName(validation.detection)}`);
      judgements.push(...validation.judgements);
    }
    return examinationOf({ kind: 'wheel', path: file, size, sha256, facts }, judgements);
  });

/** `custody sbom validate FILE…`. */
export const runValidate = async (
  context: CustodyContext,
  flags: ValidateFlags,
  files: readonly string[],
): Promise<void> => {
  if (files.filter((file) => file === STANDARD_INPUT).length > 1)
    throw new CommandError('standard input (-) can be read once only');
  const examinations: Examination[] = [];
  for (const file of files)
    examinations.push(
      file.endsWith('.whl')
        ? await examineWheel(context, file, flags)
        : await examineDocument(context, file, flags),
    );
  await conclude(context, flags, {
    command: ['custody sbom validate', ...files],
    examinations,
    rules: ruleTable(SBOM_DOCUMENT_RULES),
    facts: (flags.profile ?? []).map((value) => ({ name: 'profile', value })),
  });
};
