import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LotMethod } from '#src/domain/account.ts';
import { comesAfter, inFoldOrder, mergeInFoldOrder, type Leg } from '#src/domain/fill-order.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Position } from '#src/domain/position.ts';
import { foldAnew, foldFills } from '#test/domain/fold-fills.ts';
import { applyFill, withoutPlaces, type Trip } from '#test/domain/apply-fill.ts';
import {
  fillOf,
  fillsInOrder,
  lotMethod,
  mixedFills,
  tradedInstrument,
  type FillText,
} from './arbitraries.ts';

function fills(...texts: readonly Partial<FillText>[]): readonly Fill[] {
  return texts.map((text, index) =>
    fillOf({ id: String(index), side: 'BUY', quantity: '1', price: '1', time: 0, ...text }),
  );
}

function orderOf(...texts: readonly Partial<FillText>[]): readonly string[] {
  return inFoldOrder(fills(...texts)).map(({ venueTradeId }) => venueTradeId);
}

describe('the order in which fills fold', () => {
  test('a venue’s numbers hold, whatever its clock said', () => {
    expect(
      orderOf(
        { id: 'third', time: 10, venueSequence: 3 },
        { id: 'first', time: 70, venueSequence: 1 },
        { id: 'tenth', time: 20, venueSequence: 10 },
        { id: 'second', time: 90, venueSequence: 2 },
      ),
    ).toEqual(['first', 'second', 'third', 'tenth']);
  });

  test('without numbers time decides, then the place in the source, not the id', () => {
    expect(
      orderOf(
        { id: '10', time: 5, place: 2, source: 'import' },
        { id: '9', time: 5, place: 1, source: 'import' },
        { id: 'a', time: 4, place: 7, source: 'import' },
        { id: '0a9b', time: 6, place: 10, source: 'import' },
        { id: 'f1e2', time: 6, place: 9, source: 'import' },
      ),
    ).toEqual(['a', '9', '10', 'f1e2', '0a9b']);
  });

  test('where neither is known, as in old records, ids decide as they did', () => {
    expect(orderOf({ id: 'b' }, { id: 'a' }, { id: '9' }, { id: '10' })).toEqual(['10', '9', 'a', 'b']);
  });

  test('what a venue reported before it numbered its fills comes before all that it numbered', () => {
    expect(
      orderOf(
        { id: 'numbered', time: 10, venueSequence: 1 },
        { id: 'old', time: 70 },
        { id: 'older', time: 60 },
      ),
    ).toEqual(['older', 'old', 'numbered']);
  });

  test('sources are merged by time', () => {
    expect(
      orderOf(
        { id: 'v1', time: 10, venueSequence: 1 },
        { id: 'v2', time: 30, venueSequence: 2 },
        { id: 'i1', time: 5, source: 'import', place: 1 },
        { id: 'i2', time: 20, source: 'import', place: 1 },
        { id: 'i3', time: 40, source: 'import', place: 1 },
      ),
    ).toEqual(['i1', 'v1', 'i2', 'v2', 'i3']);
  });

  test('it is one order for a set of fills, in whatever order they come', () => {
    fc.assert(
      fc.property(mixedFills.chain(shuffled), ([some, others]) => {
        expect(inFoldOrder(some)).toEqual(inFoldOrder(others));
      }),
      { numRuns: 400 },
    );
  });

  test('it is the same from pieces of its sources, of any size', async () => {
    await fc.assert(
      fc.asyncProperty(mixedFills, fc.integer({ min: 1, max: 4 }), async (all, size) => {
        const ordered = inFoldOrder(all);
        const unnumbered = ordered.filter(({ venueSequence }) => venueSequence === undefined);
        const merged = await collected(
          mergeInFoldOrder({
            unnumbered: pieces(unnumbered, size),
            numbered: pieces(
              ordered.filter(({ venueSequence }) => venueSequence !== undefined),
              size,
            ),
            lastUnnumbered: unnumbered.findLast(({ source }) => source === 'venue')?.time ?? -Infinity,
          }),
        );
        expect(merged.flat()).toEqual(ordered);
      }),
    );
  });
});

describe('fills that arrive in any order', () => {
  test('end in the positions that they end in when they come in order', () => {
    fc.assert(
      fc.property(
        mixedFills.chain(shuffled),
        tradedInstrument,
        lotMethod,
        ([arrived], instrument, method) => {
          const { trips, lots } = foldAnew(inFoldOrder(arrived), instrument, method);
          expect(foldAsTheyCome(arrived, instrument, method)).toEqual({ trips, lots: withoutPlaces(lots) });
        },
      ),
      { numRuns: 400 },
    );
  });

  test('what comes in order is never folded anew', () => {
    fc.assert(
      fc.property(fillsInOrder, tradedInstrument, lotMethod, (ordered, instrument, method) => {
        const numbered = ordered.map((fill, at) => ({ ...fill, venueSequence: at + 1 }));
        for (const all of [ordered, numbered]) {
          for (const [at, fill] of all.entries()) {
            const before = all[at - 1];
            if (before === undefined) continue;
            const moment = foldFills(all.slice(0, at), instrument, method).at(-1)?.updatedAt ?? 0;
            expect(comesAfter(moment, before, fill)).toBe(true);
            expect(comesAfter(moment, before, before)).toBe(false);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('a venue’s next number is recognised as the next', () => {
    const [first, second] = fills({ time: 90, venueSequence: 1 }, { time: 10, venueSequence: 2 });
    if (first === undefined || second === undefined) throw new TypeError('two fills were made');
    expect(comesAfter(90, first, second)).toBe(true);
    expect(comesAfter(90, second, first)).toBe(false);
  });

  // A false "no" folds everything anew: right, and slow with every fill.
  test.each([
    [
      'a first number behind what the venue told before it numbered',
      { time: 70 },
      { venueSequence: 1 },
      true,
    ],
    ['what a venue told before it numbered behind a number', { venueSequence: 1 }, { time: 70 }, false],
    ['an import’s later fill behind a number', { venueSequence: 1 }, { time: 1, source: 'import' }, true],
    ['an import’s fill of the same moment', { venueSequence: 1 }, { time: 0, source: 'import' }, false],
    ['a number behind an import’s fill', { source: 'import' }, { time: 1, venueSequence: 1 }, false],
  ] as const)('%s', (_, before, after, expected) => {
    const [first, second] = fills(before, after);
    if (first === undefined || second === undefined) throw new TypeError('two fills were made');
    expect(comesAfter(first.time, first, second)).toBe(expected);
  });

  test('a clock that is set back lets no round trip end before it began', () => {
    fc.assert(
      fc.property(mixedFills, tradedInstrument, lotMethod, (all, instrument, method) => {
        const trips = foldFills(inFoldOrder(all), instrument, method);
        const times = trips.flatMap(({ openedAt, updatedAt }) => [openedAt, updatedAt]);
        expect(times).toEqual(times.toSorted((left, right) => left - right));
      }),
    );
  });
});

/** As the record does: the next is added to what there is, and any other has everything folded anew. */
function foldAsTheyCome(arrived: readonly Fill[], instrument: Instrument, method: LotMethod) {
  const known: Fill[] = [];
  let trips = new Map<string, Position>();
  let last: Trip | undefined;
  for (const fill of arrived) {
    const before = last?.position;
    const lastFill = known.find(
      ({ id }) => before !== undefined && 'fillId' in before.last && id === before.last.fillId,
    );
    known.push(fill);
    if (before !== undefined && (lastFill === undefined || !comesAfter(before.updatedAt, lastFill, fill))) {
      const { trips: rebuilt, lots } = foldAnew(inFoldOrder(known), instrument, method);
      trips = new Map(rebuilt.map((position) => [position.id, position]));
      const position = rebuilt.at(-1);
      last = position && { position, lots };
      continue;
    }
    const applied = applyFill(last, fill, instrument, method);
    for (const position of applied.touched) trips.set(position.id, position);
    last = applied.last;
  }
  return { trips: [...trips.values()], lots: withoutPlaces(last?.lots ?? []) };
}

function shuffled(all: readonly Fill[]): fc.Arbitrary<readonly [readonly Fill[], readonly Fill[]]> {
  const one = fc.shuffledSubarray([...all], { minLength: all.length });
  return fc.tuple(one, one);
}

async function* pieces(all: readonly Fill[], size: number): AsyncIterable<readonly Fill[]> {
  for (let at = 0; at < all.length; at += size) yield all.slice(at, at + size);
}

async function collected(all: AsyncIterable<readonly Leg[]>): Promise<readonly (readonly Leg[])[]> {
  const held: (readonly Leg[])[] = [];
  for await (const piece of all) held.push(piece);
  return held;
}
