/** What a lock's names cost: read, and each held against popular ones. Bundled before it is measured. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import {
  judgeRepository,
  memoryRepository,
  nameRules,
  parsePopularNames,
  popularNames,
  repositoryView,
} from '@custody/pins';

const [lock = '', list] = process.argv.slice(2);
const reading = list === undefined ? undefined : parsePopularNames(readFileSync(list));
const outside = reading?.kind === 'names' ? { popular: popularNames(reading.names, 'a list') } : {};
const repository = memoryRepository({ 'uv.lock': readFileSync(lock) });
const { findings } = judgeRepository(nameRules, repositoryView(repository, undefined, outside));
process.stdout.write(`${findings.length}\n`);
