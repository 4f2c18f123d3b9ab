import { behaviour, type Cown, type Held, noticeRead, when } from '@custody/boc';

export const RING = 128;

/** Where a chain stands: on which ring, at which cown of it; and how many steps it has taken. */
export type State = { readonly ring: number; head: number; count: number };

/** The window of two neighbours. Rings lie on the noticeboard: each worker decodes their handles once, instead of with every step. */
const windowAt = (ring: number, head: number): readonly Cown<null>[] => {
  const cowns = noticeRead<readonly Cown<null>[]>(`ring ${ring}`) ?? [];
  const [here, next] = [cowns[head], cowns[(head + 1) % RING]];
  if (here === undefined || next === undefined) throw new Error(`ring ${ring} has no cown ${head}`);
  return [here, next];
};

const steps = (): number => noticeRead<number>('steps') ?? 0;

/** One step: it holds its state and a window of the ring, and asks for the window after it. As in the Python reference, it has a result cown. */
export const step = behaviour(
  import.meta.url,
  'step',
  (state: Held<State>, _window: readonly Held<null>[]): void => {
    const { value } = state;
    value.count += 1;
    value.head = (value.head + 1) % RING;
    if (value.count < steps()) when(state, windowAt(value.ring, value.head)).run(step);
  },
);

/** Ring, head and count of a chain in one number, which needs no encoding: what is left is the runtime alone. */
export const pack = (ring: number, head: number, count: number): number => (count << 10) | (ring << 7) | head;
export const countOf = (packed: number): number => packed >>> 10;

export const packedStep = behaviour(
  import.meta.url,
  'packedStep',
  (state: Held<number>, _window: readonly Held<null>[]): void => {
    const { value } = state;
    const ring = (value >> 7) & 7;
    const head = ((value & 127) + 1) % RING;
    const count = countOf(value) + 1;
    state.value = pack(ring, head, count);
    if (count < steps()) when(state, windowAt(ring, head)).run(packedStep);
  },
);
