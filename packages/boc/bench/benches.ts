import type { Listed } from './harness/types.ts';

/** Every bench, in the order in which they run. */
export const BENCHES: readonly Listed[] = [
  { name: 'chain', load: async () => (await import('./chain/bench.ts')).chain },
  { name: 'empty', load: async () => (await import('./empty/bench.ts')).empty },
  { name: 'hash', load: async () => (await import('./hash/bench.ts')).hashing },
  { name: 'latency', load: async () => (await import('./latency/bench.ts')).latency },
  { name: 'fanout', load: async () => (await import('./fanout/bench.ts')).fanout },
  { name: 'memory', long: true, load: async () => (await import('./memory/bench.ts')).memory },
  { name: 'savina/banking', load: async () => (await import('./savina/banking.ts')).banking },
  { name: 'savina/counting', load: async () => (await import('./savina/counting.ts')).counting },
  { name: 'savina/fibonacci', load: async () => (await import('./savina/fibonacci.ts')).fibonacci },
  {
    name: 'savina/fork-join-create',
    load: async () => (await import('./savina/fork-join-create.ts')).forkJoinCreate,
  },
  {
    name: 'savina/fork-join-throughput',
    load: async () => (await import('./savina/fork-join-throughput.ts')).forkJoinThroughput,
  },
  { name: 'savina/ping-pong', load: async () => (await import('./savina/ping-pong.ts')).pingPong },
  { name: 'savina/thread-ring', load: async () => (await import('./savina/thread-ring.ts')).threadRing },
  { name: 'savina/philosophers', load: async () => (await import('./savina/philosophers.ts')).philosophers },
  { name: 'savina/barber', load: async () => (await import('./savina/barber.ts')).barber },
  {
    name: 'savina/bounded-buffer',
    load: async () => (await import('./savina/bounded-buffer.ts')).boundedBuffer,
  },
  { name: 'savina/dictionary', load: async () => (await import('./savina/dictionary.ts')).dictionary },
  { name: 'savina/logistic-map', load: async () => (await import('./savina/logistic-map.ts')).logisticMap },
  { name: 'savina/big', load: async () => (await import('./savina/big.ts')).big },
  { name: 'savina/chameneos', load: async () => (await import('./savina/chameneos.ts')).chameneos },
  { name: 'savina/smokers', load: async () => (await import('./savina/smokers.ts')).smokers },
];
