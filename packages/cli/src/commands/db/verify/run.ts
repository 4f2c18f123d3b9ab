import { currentOf, storeDirectory, verifyStore } from '@custody/audit';
import { groupDigits } from '@custody/findings';
import type { CustodyContext } from '../../../context.ts';
import { EXIT } from '../../../exit.ts';
import type { DbFlags } from '../flags.ts';
import { withStore } from '../source.ts';

/** `custody db verify`. */
export const runVerify = (context: CustodyContext, flags: DbFlags): Promise<void> =>
  withStore(() => {
    const { path, digest } = currentOf(storeDirectory(flags.db, context.environment));
    const verified = verifyStore(path, digest);
    context.out.write(
      flags.format === 'json'
        ? `${JSON.stringify(verified, undefined, 2)}\n`
        : `✓ sound: ${groupDigits(verified.records)} advisories, ${groupDigits(verified.size)} bytes, sha256:${digest}\n`,
    );
    context.finish(EXIT.ok);
  });
