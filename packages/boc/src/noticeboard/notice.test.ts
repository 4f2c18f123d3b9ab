import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Cown,
  cown,
  noticeboard,
  noticeDelete,
  noticeRead,
  noticeSeed,
  noticeUpdate,
  noticeWrite,
  quiesce,
  REMOVED,
  start,
  stop,
  wait,
  when,
} from '../index.ts';
import * as bodies from '../testing/behaviours.ts';
import { deleteNotice, readNotice } from '../testing/mishaps.ts';

describe.each([0, 2])('the noticeboard with %i workers', (workers) => {
  beforeAll(() => start({ workers }));
  afterAll(() => stop());

  test('a behaviour sees one frozen moment, and not its own writes', async () => {
    noticeSeed({ word: 'seeded' });
    expect(await when().run(bodies.readBoard, 'word').get()).toEqual(['seeded', 'seeded', true]);
    expect(noticeRead('word')).toBe('mine');
    expect(() => (noticeboard() as Map<string, unknown>).set('x', 1)).toThrow(TypeError);
  });

  test('updates are indivisible', async () => {
    for (let n = 0; n < 400; n += 1) when().post(bodies.tally, 'tally');
    await quiesce();
    expect(noticeRead('tally')).toBe(400);
    noticeUpdate('tally', (): typeof REMOVED => REMOVED, 0);
    expect(noticeRead('tally', 'gone')).toBe('gone');
  });

  test('an update that throws leaves the notice', () => {
    noticeWrite('kept', [1]);
    expect(() => {
      noticeUpdate('kept', (): number[] => {
        throw new Error('no');
      }, []);
    }).toThrow('no');
    expect(noticeRead('kept')).toEqual([1]);
    noticeDelete('kept');
    expect(noticeRead('kept')).toBeUndefined();
  });

  test('the 65th notice is an error to its writer', async () => {
    for (const key of noticeboard().keys()) noticeDelete(key);
    await expect(when().run(bodies.overflow).get()).rejects.toMatchObject({ code: 'BOC_NOTICEBOARD_FULL' });
    expect(noticeboard().size).toBe(64);
    for (const key of noticeboard().keys()) noticeDelete(key);
  });

  test.each(['', 'x'.repeat(64), 'ä'.repeat(32), 'a\0b'])('the key %j is refused', (key) => {
    expect(() => {
      noticeWrite(key, 1);
    }).toThrow(expect.objectContaining({ code: 'BOC_BAD_KEY' }));
  });

  test('one that cannot be decoded takes no other with it, and can be taken off', async () => {
    noticeWrite('good', 1);
    noticeWrite('bad', { of: [new bodies.Fussy(), cown(1)] });
    expect(noticeRead('good')).toBe(1);
    expect(() => noticeRead('bad')).toThrow(expect.objectContaining({ code: 'BOC_UNDECODABLE' }));
    expect(noticeboard().get('bad')).toMatchObject({
      code: 'BOC_UNDECODABLE',
      message: expect.stringContaining('"bad"'),
    });
    expect(await when().run(readNotice, 'good').get()).toBe(1);
    await expect(when().run(readNotice, 'bad').get()).rejects.toMatchObject({ code: 'BOC_UNDECODABLE' });
    expect(() => {
      noticeUpdate('bad', (value: unknown) => value, 0);
    }).toThrow(expect.objectContaining({ code: 'BOC_UNDECODABLE' }));
    await when().run(deleteNotice, 'bad').get();
    expect([...noticeboard().keys()]).toEqual(['good']);
    noticeDelete('good');
  });

  test('containers are frozen as well', () => {
    noticeWrite('containers', { map: new Map([[1, { n: 1 }]]), set: new Set([1]), date: new Date(0) });
    const { map, set, date } = noticeRead<{ map: Map<number, { n: number }>; set: Set<number>; date: Date }>(
      'containers',
    ) ?? { map: new Map(), set: new Set(), date: new Date(1) };
    const changes: readonly (() => unknown)[] = [
      () => map.set(2, { n: 2 }),
      () => map.delete(1),
      () => {
        map.clear();
      },
      () => set.add(2),
      () => date.setTime(5),
      () => date.setUTCFullYear(1),
      () => Object.assign(map.get(1) ?? {}, { n: 3 }),
    ];
    for (const change of changes) expect(change).toThrow(TypeError);
    expect(() => map.set(2, { n: 2 })).toThrow('noticeWrite');
    expect([map.size, set.size, date.getTime(), map.get(1)]).toEqual([1, 1, 0, { n: 1 }]);
    noticeDelete('containers');
  });

  test('a cown on the board stays alive', async () => {
    noticeWrite('cown', { of: cown(5) });
    const { of } = noticeRead<{ of: Cown<number> }>('cown') ?? { of: cown(0) };
    expect(await when(of).run(bodies.increment, 1).get()).toBe(6);
    noticeDelete('cown');
  });
});

test('the final state survives the end, and a new start begins with an empty board', async () => {
  await start({ workers: 0 });
  noticeWrite('last', { n: 1 });
  const { noticeboard: last } = await wait({ noticeboard: true });
  expect(last?.get('last')).toEqual({ n: 1 });
  await start({ workers: 0 });
  expect(noticeboard().size).toBe(0);
  await stop();
});

test('one that cannot be decoded at the end does not keep the runtime from ending, and from starting anew', async () => {
  await start({ workers: 0 });
  noticeWrite('bad', new bodies.Fussy());
  const { noticeboard: last } = await wait({ noticeboard: true });
  expect(last?.get('bad')).toMatchObject({ code: 'BOC_UNDECODABLE' });
  await start({ workers: 0 });
  expect(noticeboard().size).toBe(0);
  await stop();
});
