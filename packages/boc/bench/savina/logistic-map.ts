/** Logistic map: series whose next term somebody else computes. As behaviours the rate is only read, by all series at the same time. */
import { behaviour, type Cown, cown, type Held, quiesce, read, type Seen, when } from '@custody/boc';
import { actor, type Address } from '../actors/actor.ts';
import { scaled } from '../harness/measure.ts';
import { savina } from './savina.ts';

type Size = { readonly terms: number; readonly series: number };

const rateOf = (number: number): number => 3.46 + number * 0.0025;
const FIRST = 0.1;
const termAfter = (term: number, rate: number): number => rate * term * (1 - term);

// As behaviours.

const advance = behaviour(
  import.meta.url,
  'advance',
  (series: Held<number>, rate: Seen<number>, left: number): void => {
    series.value = termAfter(series.value, rate.value);
    if (left > 1) when(series, read(rate)).post(advance, left - 1);
  },
);

const boc = async ({ terms, series }: Size): Promise<readonly number[]> => {
  const all: Cown<number>[] = [];
  for (let number = 0; number < series; number += 1) {
    const one = cown(FIRST);
    when(one, read(cown(rateOf(number)))).post(advance, terms);
    all.push(one);
  }
  await quiesce();
  return all.map((one) => one.take());
};

// As actors.

type Asked = { readonly term: number; readonly from: Address };

const computerActor = actor(import.meta.url, 'computer', (self, rate: number) => ({ term, from }: Asked) => {
  self.send(from, termAfter(term, rate));
});

const seriesActor = actor(
  import.meta.url,
  'series',
  (self, number: number, terms: number, computer: Address, master: Address) => {
    let left = terms;
    const ask = (term: number): void => {
      self.send(computer, { term, from: self.address } satisfies Asked);
    };
    ask(FIRST);
    return (term: number) => {
      left -= 1;
      if (left > 0) ask(term);
      else self.send(master, { number, term });
    };
  },
);

const masterActor = actor(import.meta.url, 'master', (self, { terms, series }: Size) => {
  const last: number[] = [];
  let missing = series;
  for (let number = 0; number < series; number += 1) {
    const computer = self.create(computerActor, rateOf(number));
    self.create(seriesActor, number, terms, computer, self.address);
  }
  return ({ number, term }: { readonly number: number; readonly term: number }) => {
    last[number] = term;
    missing -= 1;
    if (missing === 0) self.finish(last);
  };
});

export const logisticMap = savina<Size>({
  name: 'logistic-map',
  about: '10 series of 25,000 terms',
  module: import.meta.url,
  size: (scale) => ({ terms: scaled(25_000, scale), series: 10 }),
  operations: ({ terms, series }) => terms * series,
  unit: 'terms',
  expected: ({ terms, series }) =>
    Array.from({ length: series }, (_, number) => {
      let term = FIRST;
      for (let left = terms; left > 0; left -= 1) term = termAfter(term, rateOf(number));
      return term;
    }),
  boc,
  root: masterActor,
});
