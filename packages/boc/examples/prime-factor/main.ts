/** The noticeboard: many search, one finds, and the others stop early because they read so. */
import { wait, when } from '@custody/boc';
import { begin, print } from '../stage.ts';
import { search, STRIDE } from './behaviours.ts';

await begin();

const n = 1_000_003 * 15_485_863;
const root = Math.ceil(Math.sqrt(n));
const searchers = 8;
const share = Math.ceil(root / searchers);
for (let start = 2; start <= root; start += share) when().post(search, n, start, start + share);

const { noticeboard } = await wait({ noticeboard: true });
const factor = Number(noticeboard?.get('factor'));
const strides = Number(noticeboard?.get('strides'));
print(`${n} = ${factor} × ${n / factor}`);
print(`${strides < root / STRIDE ? 'Some' : 'None'} of the work was saved`);
