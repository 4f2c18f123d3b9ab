import { count, sanitize } from '@custody/findings';
import { convert, serialise } from '@custody/sbom';
import type { CustodyContext } from '../../../context.ts';
import { CommandError, EXIT } from '../../../exit.ts';
import { loadDocument, writeDocument } from '../document.ts';
import { parseTarget } from '../target.ts';
import type { ConvertFlags } from './command.ts';

/** `custody sbom convert --to STANDARD FILE`. */
export const runConvert = async (
  context: CustodyContext,
  { to, output, quiet }: ConvertFlags,
  [file]: readonly [string],
): Promise<void> => {
  let target: ReturnType<typeof parseTarget>;
  try {
    target = parseTarget(to);
  } catch (error) {
    throw new CommandError(`--to: ${error instanceof Error ? error.message : String(error)}`);
  }
  const conversion = await convert(loadDocument(file), target);
  if (conversion.kind === 'unsupported-source')
    throw new CommandError(`${file} has version ${conversion.version}, which is not read`);
  if (conversion.kind === 'invalid-source')
    throw new CommandError(
      `${file} is not valid by its own schema (${count(conversion.faults.length, 'fault')}), so what it means is not certain; see custody sbom validate ${file}`,
      EXIT.findings,
    );
  await writeDocument(serialise(conversion.document), output, context);
  if (quiet || conversion.losses.length === 0) return;
  const lines = conversion.losses.map(
    ({ path, what, why }) => `  ${sanitize(path === '' ? '/' : path)}: ${sanitize(what)}: ${sanitize(why)}`,
  );
  context.err.write(
    `${count(conversion.losses.length, 'thing')} could not be carried over:\n${lines.join('\n')}\n`,
  );
};
