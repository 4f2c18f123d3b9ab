/** `npm run docs`: writes `docs/rules.md` from the rules themselves. A test of the registry fails where the committed file is stale. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allRules } from '@custody/check';
import { rulesMarkdown } from '@custody/findings';

const docs = fileURLToPath(new URL('../docs', import.meta.url));
const rules = await allRules();

mkdirSync(docs, { recursive: true });
writeFileSync(join(docs, 'rules.md'), rulesMarkdown(rules));
process.stdout.write(`docs/rules.md: ${rules.length} rules\n`);
