import { behaviour, type Held, receive, send, TIMEOUT } from '@custody/boc';

const operations = {
  '+': (shown: number, operand: number): number => shown + operand,
  '-': (shown: number, operand: number): number => shown - operand,
  '*': (shown: number, operand: number): number => shown * operand,
  '/': (shown: number, operand: number): number => shown / operand,
};

export type Key =
  | { readonly press: keyof typeof operations; readonly operand: number }
  | { readonly press: 'off' };

/** Serves keys until it is switched off or forgotten; the display is its own all the while. */
export const calculator = behaviour(import.meta.url, 'calculator', async (display: Held<number>) => {
  for (;;) {
    const [tag, key] = await receive<Key>('key', { timeout: 5000 });
    if (tag === TIMEOUT) return 'forgotten';
    if (key.press === 'off') return 'off';
    display.value = operations[key.press](display.value, key.operand);
    send('shown', display.value);
  }
});
