/** What an audit does to a lock before any store is asked: reads it and accounts for every entry. Bundled before it is measured. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { collectFile } from '@custody/audit';

const [path = ''] = process.argv.slice(2);
const { subjects } = await collectFile('uv.lock', readFileSync(path));
process.stdout.write(`${subjects.length}\n`);
