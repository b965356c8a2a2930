import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { isDust } from '#src/domain/dust.ts';
import type { Fill } from '#src/domain/fill.ts';
import type { Leg } from '#src/domain/fill-order.ts';
import { heldOf, movementOf, type MovedEntry } from '#src/domain/held.ts';
import { accountId, currency, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import { addToPurse, emptyPurse } from '#src/domain/money.ts';
import type { Position } from '#src/domain/position.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import { foldAnew } from '#test/domain/fold-fills.ts';
import {
  fillOf,
  fillsInOrder,
  instrumentOf,
  lotMethod,
  tradedInstrument,
  type FillText,
} from './arbitraries.ts';

const btc = instrumentOf();
const eur = instrumentOf({
  id: instrumentId('venue:BTCEUR'),
  quote: currency('EUR'),
  settle: currency('EUR'),
});
const share = instrumentOf({ id: instrumentId('venue:ACME'), kind: 'equity', base: currency('ACME') });

const inBtc = instrumentOf({
  id: instrumentId('venue:ETHBTC'),
  base: currency('ETH'),
  quote: btc.base,
  settle: btc.base,
});

/** After which no less than `least` could be traded. */
function fill(time: number, least: string, text: Omit<FillText, 'id'>, instrument = btc): Fill {
  return {
    ...fillOf({ ...text, id: `${time}` }),
    accountId: accountId('main'),
    instrumentId: instrument.id,
    least: Decimal.from(least),
  };
}

function moved(time: number, entry: Partial<MovedEntry>, coin = btc.base): Leg {
  const common = {
    id: ledgerEntryId(`m${time}`),
    accountId: accountId('main'),
    type: 'withdrawal',
    time,
  } as const;
  const nothing = { cash: undefined, instrumentId: undefined, quantity: undefined };
  const movement = movementOf({ ...common, ...nothing, ...entry }, coin);
  if (movement === undefined) throw new Error('it moves');
  return movement;
}

function coins(amount: string): Pick<MovedEntry, 'cash'> {
  return { cash: { currency: btc.base, amount: Decimal.from(amount) } };
}

function folded(
  legs: readonly Leg[],
  { method = 'FIFO', of = btc }: { method?: LotMethod; of?: typeof btc } = {},
) {
  const fold = new PositionFold({
    accountId: accountId('main'),
    held: heldOf(of),
    method,
    mayBeShort: of.kind !== 'spot',
    instruments: new Map([btc, eur, share, inBtc].map((one) => [one.id, one])),
    listing: of,
    listingIn: () => of,
    base: of.settle,
  });
  const closed = legs.flatMap((leg) => fold.add(leg));
  return {
    trips: [...closed, ...fold.unfinished()],
    lots: fold.lotChanges().written,
    departed: fold.departed(),
  };
}

function cents(amount: Decimal | undefined): string | undefined {
  return amount?.toFixed(2, 'half-even');
}

function sums(trips: readonly Position[]) {
  const of = (figure: (trip: Position) => Decimal): Decimal => Decimal.sum(trips.map(figure));
  return {
    quantity: of((trip) => trip.quantity),
    cost: of((trip) => trip.cost),
    realised: of((trip) => trip.realised),
    feesInKind: of((trip) => trip.feesInKind),
    entered: of((trip) => trip.entered.value),
    left: of((trip) => trip.left.value),
    fees: trips
      .flatMap((trip) => trip.fees)
      .reduce(addToPurse, emptyPurse)
      .filter(({ amount }) => !amount.isZero()),
    unknownFees: trips.reduce((sum, trip) => sum + trip.unknownFees, 0),
  };
}

/** 1 bought at 30,000 less 0.001, and 0.99 of it sold at 40,000. */
const leftOver = [
  fill(1, '0.01', { side: 'BUY', quantity: '1', price: '30000', fee: ['0.001', 'BTC'] }),
  fill(2, '0.01', { side: 'SELL', quantity: '0.99', price: '40000' }),
];

describe('a rest below what could be traded', () => {
  test.each<LotMethod>(['FIFO', 'LIFO', 'AVERAGE'])(
    'ends the round trip, is carried at its cost, and is swept into the next purchase (%s)',
    (method) => {
      const [sold, dust, ...others] = folded(leftOver, { method }).trips;
      expect(others).toEqual([]);
      expect(sold).toMatchObject({ sequence: 1, closedAt: 2, hasTraded: true });
      expect([sold?.quantity, sold?.cost, cents(sold?.realised)]).toEqual([
        Decimal.zero,
        Decimal.zero,
        '9870.27',
      ]);
      expect(dust).toMatchObject({ sequence: 2, hasTraded: false, closedAt: undefined, side: 'BUY' });
      expect([dust?.quantity.toString(), cents(dust?.cost)]).toEqual(['0.009', '270.27']);
      expect(dust && isDust(dust)).toBe(true);
      expect(sold?.realised.minus(dust?.cost ?? Decimal.zero)).toEqual(Decimal.from('9600'));

      const bought = [...leftOver, fill(9, '0.01', { side: 'BUY', quantity: '1', price: '50000' })];
      const { trips, lots } = folded(bought, { method });
      expect(trips).toHaveLength(2);
      expect(trips[0]).toEqual(sold);
      expect(trips[1]).toMatchObject({ sequence: 2, hasTraded: true, openedAt: 9, closedAt: undefined });
      expect([trips[1]?.quantity.toString(), cents(trips[1]?.cost)]).toEqual(['1.009', '50270.27']);
      expect(trips[1] && isDust(trips[1])).toBe(false);
      const apart = [
        [1, '270.27'],
        [9, '50000.00'],
      ];
      expect(lots.map((lot) => [lot.openedAt, cents(lot.cost)])).toEqual(
        method === 'AVERAGE' ? [[1, '50270.27']] : apart,
      );
    },
  );

  test('is none where it could be traded, or where nobody knows what could', () => {
    const [bought, sold] = leftOver.map((leg) => ({ ...leg, least: Decimal.from('0.009') }));
    expect(bought && sold && folded([bought, sold]).trips).toHaveLength(1);
    const unknown = leftOver.map((leg) => ({ ...leg, least: undefined }));
    const { trips } = folded(unknown);
    expect(trips).toHaveLength(1);
    expect(trips.some(isDust)).toBe(false);
  });

  test('is what a trade leaves, and not what it has begun to buy', () => {
    const { trips } = folded([fill(1, '0.01', { side: 'BUY', quantity: '0.002', price: '30000' })]);
    expect(trips).toMatchObject([{ sequence: 1, hasTraded: true, closedAt: undefined }]);
    expect(trips.some(isDust)).toBe(false);
  });

  test('of what was sold short is carried as well', () => {
    const legs = [
      fill(1, '1', { side: 'SELL', quantity: '10', price: '100' }, share),
      fill(2, '1', { side: 'BUY', quantity: '9.5', price: '90' }, share),
    ];
    const [covered, dust] = folded(legs, { of: share }).trips;
    expect(covered).toMatchObject({ side: 'SELL', closedAt: 2 });
    expect([covered?.realised.toString(), dust?.quantity.toString(), dust?.cost.toString()]).toEqual([
      '95',
      '-0.5',
      '-50',
    ]);
    expect(dust).toMatchObject({ side: 'SELL', hasTraded: false });
  });

  test('that a smaller sale leaves is dust again', () => {
    const { trips } = folded([
      ...leftOver,
      fill(3, '0.01', { side: 'SELL', quantity: '0.004', price: '40000' }),
    ]);
    expect(trips.map(({ quantity, closedAt }) => [quantity.toString(), closedAt])).toEqual([
      ['0', 2],
      ['0', 3],
      ['0.005', undefined],
    ]);
    expect(trips.map(isDust)).toEqual([false, false, true]);
  });
});

describe('dust', () => {
  test('that leaves without a trade has no result and is no trade', () => {
    const { trips } = folded([...leftOver, moved(3, coins('-0.009'))]);
    expect(trips).toMatchObject([{ hasTraded: true }, { hasTraded: false, closedAt: 3 }]);
    expect([trips[1]?.realised, trips[1]?.cost]).toEqual([Decimal.zero, Decimal.zero]);
  });

  test('of which a part is withdrawn stays what it is', () => {
    const { trips } = folded([...leftOver, moved(3, coins('-0.004'))]);
    expect(trips.map(isDust)).toEqual([false, true]);
    expect(trips[1]).toMatchObject({ openedAt: 2, hasTraded: false });
  });

  test('that pays for another coin bit by bit is one round trip when all of it is gone', () => {
    const rates = [{ currency: btc.base, into: btc.settle, rate: Decimal.from('50000') }];
    const pay = (time: number, quantity: string): Leg => ({
      ...fill(time, '1', { side: 'BUY', quantity, price: '0.01' }, inBtc),
      rates,
    });
    const part = folded([...leftOver, pay(3, '0.4')]).trips;
    expect(part.map(isDust)).toEqual([false, true]);
    expect(part[1]).toMatchObject({ openedAt: 2, closedAt: undefined });
    // 0.004 sold for 200, which had cost 4/9 of 270.27.
    expect([part[1]?.quantity.toString(), cents(part[1]?.realised)]).toEqual(['0.005', '79.88']);
    const all = folded([...leftOver, pay(3, '0.4'), pay(4, '0.5')]).trips;
    expect(all).toHaveLength(2);
    expect(all[1]).toMatchObject({ hasTraded: true, closedAt: 4 });
    expect(cents(all[1]?.realised)).toBe('179.73');
  });

  test('that is sold alone counts in the round trip that ends with it, which began then', () => {
    const { trips } = folded([
      ...leftOver,
      fill(7, '0.01', { side: 'SELL', quantity: '0.009', price: '50000' }),
    ]);
    expect(trips).toHaveLength(2);
    expect(trips[1]).toMatchObject({ hasTraded: true, openedAt: 7, closedAt: 7 });
    expect(cents(trips[1]?.realised)).toBe('179.73');
  });

  test('is sold with what is bought next', () => {
    const { trips } = folded([
      ...leftOver,
      fill(8, '0.01', { side: 'BUY', quantity: '1', price: '50000' }),
      fill(9, '0.01', { side: 'SELL', quantity: '1.009', price: '60000' }),
    ]);
    expect(trips[1]).toMatchObject({ openedAt: 8, closedAt: 9 });
    // 60,540 − 50,270.27
    expect(cents(trips[1]?.realised)).toBe('10269.73');
  });

  test('keeps its cost, and the round trip what it is priced in, where the next purchase is paid in another currency', () => {
    const inEur = fill(9, '0.01', { side: 'BUY', quantity: '1', price: '45000' }, eur);
    const rates = [{ currency: currency('EUR'), into: currency('USDT'), rate: Decimal.from('1.1') }];
    const [, swept] = folded([...leftOver, { ...inEur, rates }]).trips;
    expect(swept).toMatchObject({ currency: 'USDT', instrumentId: btc.id });
    expect([swept?.uncosted, cents(swept?.cost)]).toEqual([Decimal.zero, '49770.27']);
  });

  test('to which enough comes is dust no more, and begins with that', () => {
    const { trips } = folded([...leftOver, moved(5, { ...coins('0.5'), type: 'deposit' })]);
    expect(trips.map(isDust)).toEqual([false, false]);
    expect(trips[1]).toMatchObject({ openedAt: 5, hasTraded: false });
    const little = folded([...leftOver, moved(5, { ...coins('0.0005'), type: 'deposit' })]).trips;
    expect(little.map(isDust)).toEqual([false, true]);
  });

  const half = [
    fill(1, '1', { side: 'BUY', quantity: '2', price: '100' }, share),
    fill(2, '1', { side: 'SELL', quantity: '1.5', price: '120' }, share),
  ];

  test('is split, and may be enough to be traded then', () => {
    const split = moved(3, { type: 'split', instrumentId: share.id, ratio: { new: 4, old: 1 } }, undefined);
    const { trips } = folded([...half, split], { of: share });
    expect([trips[1]?.quantity.toString(), trips[1]?.cost.toString()]).toEqual(['2', '50']);
    expect(trips.map(isDust)).toEqual([false, false]);
  });

  test('gives its share of the cost to what is spun off', () => {
    const spinOff = {
      type: 'spin-off',
      instrumentId: share.id,
      ratio: { new: 1, old: 10 },
      link: 'link',
    } as const;
    const { trips, departed } = folded([...half, moved(3, spinOff, undefined)], { of: share });
    expect(trips[1]?.cost.toString()).toBe('45');
    expect(departed.map(({ paid }) => paid?.value.toString())).toEqual(['5']);
  });

  test('takes its cost and its date along to another account', () => {
    const { trips, departed } = folded([
      ...leftOver,
      moved(4, { ...coins('-0.009'), type: 'transfer', link: 'link' }),
    ]);
    expect(trips[1]).toMatchObject({ hasTraded: false, closedAt: 4 });
    expect(departed.map((lot) => [lot.openedAt, lot.quantity.toString(), cents(lot.paid?.value)])).toEqual([
      [1, '0.009', '270.27'],
    ]);
  });

  test('moves nothing between the sums: with it they are what they are without, to the last digit', () => {
    let dusty = 0;
    fc.assert(
      fc.property(
        fillsInOrder,
        tradedInstrument,
        lotMethod,
        fc.boolean(),
        (fills, instrument, method, mayBeShort) => {
          const without = fills.map((one) => ({ ...one, least: undefined }));
          const swept = foldAnew(fills, instrument, method, { mayBeShort });
          const kept = foldAnew(without, instrument, method, { mayBeShort });
          if (swept.trips.length > kept.trips.length) dusty += 1;
          expect(sums(swept.trips)).toEqual(sums(kept.trips));
          const lots = (all: typeof swept.lots) =>
            all.map(({ quantity, cost, openedAt }) => ({ quantity, cost, openedAt }));
          expect(lots(swept.lots)).toEqual(lots(kept.lots));
        },
      ),
      { numRuns: 400 },
    );
    expect(dusty).toBeGreaterThan(20);
  });
});
