/** The least that reading a lock can cost: its TOML, and nothing made of it. Bundled before it is measured. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { readToml, textOfLock } from '@custody/python';

const [path = ''] = process.argv.slice(2);
const { kind } = readToml(textOfLock(readFileSync(path)) ?? '');
process.stdout.write(`${kind}\n`);
