// Reads every workflow of a folder with the `yaml` library, as custody does, and makes nothing of it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseDocument } from 'yaml';

const folder = join(process.argv[2] ?? '.', '.github', 'workflows');
let keys = 0;
for (const name of readdirSync(folder)) {
  const document = parseDocument(readFileSync(join(folder, name), 'utf8'), { keepSourceTokens: true });
  keys += document.contents === null ? 0 : 1;
}
if (keys === 0) process.exitCode = 1;
