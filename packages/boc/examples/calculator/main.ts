/** Messages: a behaviour that stays awake, is sent keys, and sends back what it shows. */
import { cown, receive, send, wait, when } from '@custody/boc';
import { begin, print } from '../stage.ts';
import { calculator, type Key } from './behaviours.ts';

await begin();

const display = cown(0);
const ended = when(display).run(calculator);

const keys: readonly Key[] = [
  { press: '+', operand: 20 },
  { press: '/', operand: 4 },
  { press: '-', operand: -9 },
  { press: '*', operand: 3 },
];
for (const key of keys) send('key', key);
for (const key of keys) {
  const [, shown] = await receive<number>('shown');
  print(`${key.press} → ${shown}`);
}
send('key', { press: 'off' });
print(`${await ended.get()}, with ${await display.get()} on the display`);

await wait();
