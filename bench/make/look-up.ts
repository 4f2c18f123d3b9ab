/** What every audit does to its store: opens it, and looks each name of a list up. Bundled before it is measured, as the command is. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { openStore } from '@custody/audit';

const [path = '', names = ''] = process.argv.slice(2);
const store = openStore(path);
let found = 0;
for (const name of readFileSync(names, 'utf8').split('\n')) found += store.find('PyPI', name).length;
store.close();
process.stdout.write(`${found}\n`);
