import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { inFoldOrder, type Leg } from '#src/domain/fill-order.ts';
import { GainsFold, gainOf, type Disposal } from '#src/domain/gains.ts';
import { heldOf, movementOf } from '#src/domain/held.ts';
import { accountId, currency, instrumentId, ledgerEntryId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Holding } from '#src/domain/leg-effect.ts';
import { costMethods, type CostMethod } from '#src/domain/account.ts';
import { fillOf, instrumentOf, type FillText } from './arbitraries.ts';

const main = accountId('main');
const usdt = instrumentOf({ id: instrumentId('venue:BTC-USDT') });
const eur = instrumentOf({
  id: instrumentId('venue:BTC-EUR'),
  symbol: 'BTC-EUR',
  quote: currency('EUR'),
  settle: currency('EUR'),
});

function fill(time: number, text: Omit<FillText, 'id'>, instrument: Instrument = usdt): Leg {
  return { ...fillOf({ ...text, id: `${time}` }), accountId: main, instrumentId: instrument.id, time };
}

function buy(time: number, quantity: string, price: string, instrument = usdt): Leg {
  return fill(time, { side: 'BUY', quantity, price, fee: ['0', 'USDT'] }, instrument);
}

function sell(time: number, quantity: string, price: string, instrument = usdt): Leg {
  return fill(time, { side: 'SELL', quantity, price, fee: ['0', 'USDT'] }, instrument);
}

function moved(
  time: number,
  quantity: string,
  told: { readonly cost?: string; readonly acquiredAt?: number; readonly type?: 'staking' } = {},
): Leg {
  const cash = { currency: usdt.base, amount: Decimal.from(quantity) };
  const movement = movementOf(
    {
      id: ledgerEntryId(`m${time}`),
      accountId: main,
      type: told.type ?? 'deposit',
      time,
      cash,
      instrumentId: undefined,
      quantity: undefined,
      cost: told.cost === undefined ? undefined : { currency: usdt.quote, amount: Decimal.from(told.cost) },
      acquiredAt: told.acquiredAt,
    },
    usdt.base,
  );
  if (movement === undefined) throw new Error('a coin moves');
  return movement;
}

function foldOf(methodAt: (time: number) => CostMethod, mayBeShort = false) {
  return new GainsFold(
    {
      accountId: main,
      held: heldOf(usdt),
      method: 'FIFO',
      mayBeShort,
      instruments: new Map([usdt, eur].map((one) => [one.id, one])),
      listing: usdt,
    },
    methodAt,
  );
}

function gains(
  legs: readonly Leg[],
  method: CostMethod | ((time: number) => CostMethod) = 'FIFO',
  mayBeShort = false,
): readonly Disposal[] {
  const fold = foldOf(typeof method === 'string' ? () => method : method, mayBeShort);
  return inFoldOrder(legs).flatMap((leg) => fold.add(leg));
}

function texts(disposals: readonly Disposal[]): readonly string[] {
  return disposals.map((disposal) => {
    const { quantity, opened, closed, cost, proceeds, lacksFee, isShort } = disposal;
    return [
      `${isShort ? 'short ' : ''}${quantity.toString()} of ${opened?.time ?? 'nowhere'} at ${closed.time}`,
      `cost ${cost?.value.toString() ?? '?'}+${cost?.fees.toString() ?? '?'}`,
      `proceeds ${proceeds?.value.toString() ?? '?'}-${proceeds?.fees.toString() ?? '?'}`,
      `gain ${gainOf(disposal)?.toString() ?? '?'}`,
      ...(lacksFee ? ['lacks a fee'] : []),
    ].join(', ');
  });
}

describe('which lots a sale takes', () => {
  const three = [buy(1, '1', '30'), buy(2, '1', '50'), buy(3, '1', '40'), sell(4, '1.5', '60')];

  test.each<[CostMethod, readonly string[]]>([
    [
      'FIFO',
      ['1 of 1 at 4, cost 30+0, proceeds 60-0, gain 30', '0.5 of 2 at 4, cost 25+0, proceeds 30-0, gain 5'],
    ],
    [
      'LIFO',
      ['1 of 3 at 4, cost 40+0, proceeds 60-0, gain 20', '0.5 of 2 at 4, cost 25+0, proceeds 30-0, gain 5'],
    ],
    [
      'HIFO',
      ['1 of 2 at 4, cost 50+0, proceeds 60-0, gain 10', '0.5 of 3 at 4, cost 20+0, proceeds 30-0, gain 10'],
    ],
    [
      'AVERAGE',
      ['1 of 1 at 4, cost 40+0, proceeds 60-0, gain 20', '0.5 of 2 at 4, cost 20+0, proceeds 30-0, gain 10'],
    ],
  ])('%s', (method, expected) => {
    expect(texts(gains(three, method))).toEqual(expected);
  });

  // portfolio-performance/portfolio issues 1292 and 4446: what was transferred is as old as it was before.
  test.each<[CostMethod, readonly string[]]>([
    [
      'FIFO',
      ['1 of 1 at 9, cost 10+0, proceeds 70-0, gain 60', '0.5 of 3 at 9, cost 15+0, proceeds 35-0, gain 20'],
    ],
    [
      'LIFO',
      ['1 of 6 at 9, cost 30+0, proceeds 70-0, gain 40', '0.5 of 5 at 9, cost 30+0, proceeds 35-0, gain 5'],
    ],
    [
      'HIFO',
      ['1 of 5 at 9, cost 60+0, proceeds 70-0, gain 10', '0.5 of 3 at 9, cost 15+0, proceeds 35-0, gain 20'],
    ],
    [
      'AVERAGE',
      [
        '1 of 1 at 9, cost 32.5+0, proceeds 70-0, gain 37.5',
        '0.5 of 3 at 9, cost 16.25+0, proceeds 35-0, gain 18.75',
      ],
    ],
  ])('%s: what was bought elsewhere before is as old as it was there', (method, expected) => {
    const legs = [
      buy(5, '1', '60'),
      buy(6, '1', '30'),
      moved(7, '1', { cost: '10', acquiredAt: 1 }),
      moved(8, '1', { cost: '30', acquiredAt: 3 }),
      sell(9, '1.5', '70'),
    ];
    expect(texts(gains(legs, method))).toEqual(expected);
  });

  test('of the same cost a unit, the oldest first; what has no cost, last', () => {
    const legs = [moved(1, '1'), buy(2, '2', '30'), buy(3, '1', '30'), sell(4, '4', '50')];
    expect(texts(gains(legs, 'HIFO'))).toEqual([
      '2 of 2 at 4, cost 60+0, proceeds 100-0, gain 40',
      '1 of 3 at 4, cost 30+0, proceeds 50-0, gain 20',
      '1 of 1 at 4, cost ?+?, proceeds 50-0, gain ?',
    ]);
  });

  test('a unit costs its fees too', () => {
    const legs = [
      fill(1, { side: 'BUY', quantity: '1', price: '30', fee: ['5', 'USDT'] }),
      buy(2, '1', '34'),
      sell(3, '1', '50'),
    ];
    expect(texts(gains(legs, 'HIFO'))).toEqual(['1 of 1 at 3, cost 30+5, proceeds 50-0, gain 15']);
  });

  test('whoever leaves the average keeps its cost for each lot, and its own date', () => {
    const legs = [
      buy(1, '1', '30'),
      buy(2, '1', '50'),
      sell(3, '0.5', '60'),
      buy(4, '1', '70'),
      sell(5, '1', '60'),
      sell(6, '1', '60'),
    ];
    const fold = gains(legs, (time) => (time < 5 ? 'AVERAGE' : 'LIFO'));
    expect(texts(fold)).toEqual([
      '0.5 of 1 at 3, cost 20+0, proceeds 30-0, gain 10',
      // What is left: 0.5, 1 and 1 for 60 and 70 together.
      '1 of 4 at 5, cost 52+0, proceeds 60-0, gain 8',
      '1 of 2 at 6, cost 52+0, proceeds 60-0, gain 8',
    ]);
  });

  test('lots of the sale’s own currency come first where costs are compared, and a gain over two is unknown', () => {
    const legs = [buy(1, '1', '90', eur), buy(2, '1', '50'), sell(3, '2', '60')];
    const across = [
      '1 of 2 at 3, cost 50+0, proceeds 60-0, gain 10',
      '1 of 1 at 3, cost 90+0, proceeds 60-0, gain ?',
    ];
    expect([texts(gains(legs, 'HIFO')), texts(gains(legs, 'AVERAGE'))]).toEqual([across, across]);
  });
});

describe('a coin that pays, or is paid', () => {
  const eth = instrumentOf({
    id: instrumentId('venue:ETH-BTC'),
    symbol: 'ETH-BTC',
    base: currency('ETH'),
    quote: usdt.base,
    settle: usdt.base,
  });
  const known = [
    { currency: usdt.base, into: currency('EUR'), rate: Decimal.from('36000') },
    { currency: usdt.base, into: currency('CHF'), rate: Decimal.from('34000') },
    { currency: usdt.base, into: usdt.quote, rate: Decimal.from('40000') },
  ];

  function holdingIn(base: string, held: Instrument): Holding {
    return {
      accountId: main,
      held: heldOf(held),
      method: 'FIFO',
      mayBeShort: false,
      instruments: new Map([usdt, eur, eth].map((one) => [one.id, one])),
      listing: held,
      listingIn: (code) => ({ ...held, quote: code, settle: code }),
      base: currency(base),
    };
  }

  function swapped(held: Instrument, before: readonly Leg[], base: string, rates: typeof known) {
    const fold = new GainsFold(holdingIn(base, held), () => 'FIFO');
    const bought = { ...buy(2, '1', '0.05', eth), rates };
    const sold = { ...sell(3, '1', '0.06', eth), rates };
    return inFoldOrder([...before, bought, sold])
      .flatMap((leg) => fold.add(leg))
      .map(({ proceeds, cost }) =>
        [cost, proceeds].map((one) => `${one?.value.toString()} ${one?.currency}`),
      );
  }

  const euros = { currency: currency('EUR'), into: usdt.quote, rate: Decimal.from('1.25') };
  const dollars = { currency: usdt.quote, into: currency('EUR'), rate: Decimal.from('0.9') };

  test('a sale in another currency than the purchase counts in that of the round trip, whatever else is known', () => {
    for (const rates of [[], [dollars]]) {
      const legs = [
        { ...buy(1, '1', '30000'), rates },
        { ...sell(2, '1', '36000', eur), rates: [euros] },
      ];
      expect(texts(gains(legs))).toEqual(['1 of 1 at 2, cost 30000+0, proceeds 45000-0, gain 15000']);
    }
  });

  test('what was earned before the first trade counts in what that was paid in', () => {
    const legs = [
      { ...moved(1, '0.3', { type: 'staking' }), rates: known },
      { ...buy(2, '1', '35000', eur), rates: [] },
      { ...sell(3, '0.3', '40000', eur), rates: [] },
    ];
    const fold = new GainsFold(holdingIn('USDT', usdt), () => 'FIFO');
    expect(texts(inFoldOrder(legs).flatMap((leg) => fold.add(leg)))).toEqual([
      '0.3 of 1 at 3, cost 10800+0, proceeds 12000-0, gain 1200',
    ]);
  });

  test.each(['USDT', 'EUR', 'CHF'])(
    'counts in what its round trip does, whatever else is known, in a portfolio in %s',
    (base) => {
      for (const rates of [known, known.toReversed(), known.slice(2)])
        expect(swapped(usdt, [buy(1, '1', '30000')], base, rates)).toEqual([['1500 USDT', '2000 USDT']]);
    },
  );

  test.each([
    ['USDT', ['2000 USDT', '2400 USDT']],
    ['EUR', ['1800 EUR', '2160 EUR']],
    ['CHF', ['1700 CHF', '2040 CHF']],
  ])('counts in that of the portfolio, %s, where the round trip is in a coin', (base, expected) => {
    for (const rates of [known, known.toReversed()])
      expect(swapped(eth, [], base, rates)).toEqual([expected]);
  });
});

describe('what is known of it', () => {
  test('a fee in kind is a part of what was paid, and one sold beside the rest brought its own worth', () => {
    const legs = [
      fill(1, { side: 'BUY', quantity: '1', price: '40000', fee: ['0.001', 'BTC'] }),
      fill(2, { side: 'SELL', quantity: '0.998', price: '50000', fee: ['0.001', 'BTC'] }),
    ];
    expect(texts(gains(legs))).toEqual(['0.999 of 1 at 2, cost 39960+40, proceeds 49950-50, gain 9900']);
  });

  test('a fee that nobody told, or in something else, is missing on both sides', () => {
    const legs = [
      fill(1, { side: 'BUY', quantity: '1', price: '30', fee: ['0.1', 'BNB'] }),
      buy(2, '1', '30'),
      fill(3, { side: 'SELL', quantity: '1', price: '40' }),
      sell(4, '1', '40'),
    ];
    expect(gains(legs).map(({ lacksFee }) => lacksFee)).toEqual([true, false]);
    expect(gains(legs, 'LIFO').map(({ lacksFee }) => lacksFee)).toEqual([true, true]);
    expect(gains([...legs.slice(1, 2), sell(4, '1', '40')]).map(({ lacksFee }) => lacksFee)).toEqual([false]);
  });

  test('what came in has no cost, what went out took its lots along, and what never came in is told', () => {
    const legs = [
      moved(1, '1'),
      buy(2, '1', '30'),
      moved(3, '-1.5'),
      sell(4, '1', '50'),
      buy(5, '1', '20'),
      sell(6, '1', '21'),
    ];
    expect(texts(gains(legs))).toEqual([
      '0.5 of 2 at 4, cost 15+0, proceeds 25-0, gain 10',
      '0.5 of nowhere at 4, cost ?+?, proceeds 25-0, gain ?',
      '1 of 5 at 6, cost 20+0, proceeds 21-0, gain 1',
    ]);
  });

  test('sold short, it is disposed of when it is bought back', () => {
    const legs = [sell(1, '2', '50'), buy(2, '3', '40'), sell(3, '1', '45')];
    expect(texts(gains(legs, 'FIFO', true))).toEqual([
      'short 2 of 1 at 2, cost 80+0, proceeds 100-0, gain 20',
      '1 of 2 at 3, cost 40+0, proceeds 45-0, gain 5',
    ]);
  });
});

/** Exact fractions, and lots in a plain list: shares no code with what it judges. */
type Fraction = readonly [bigint, bigint];
const add = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d + c * b, b * d];
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
const over = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * d, b * c];
const less = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d < c * b;
const minus = (one: Fraction, [c, d]: Fraction): Fraction => add(one, [-c, d]);

type PlainTrade = { readonly buys: boolean; readonly quantity: number; readonly price: number };

/** The gain of each sale, which may take no more than is held. */
function plainGains(trades: readonly PlainTrade[], method: CostMethod): readonly Fraction[] {
  let lots: { quantity: Fraction; unit: Fraction }[] = [];
  return trades.map(({ buys, quantity, price }) => {
    if (buys) {
      lots.push({ quantity: [BigInt(quantity), 1n], unit: [BigInt(price), 1n] });
      if (method === 'AVERAGE') {
        const size = lots.reduce((sum, lot) => add(sum, lot.quantity), [0n, 1n] as Fraction);
        const cost = lots.reduce((sum, lot) => add(sum, times(lot.quantity, lot.unit)), [0n, 1n] as Fraction);
        lots = [{ quantity: size, unit: over(cost, size) }];
      }
      return [0n, 1n];
    }
    let wanted: Fraction = [BigInt(quantity), 1n];
    let gain: Fraction = [0n, 1n];
    while (wanted[0] > 0n) {
      const next = lots.reduce((best, lot, at) => {
        if (method === 'LIFO') return at;
        return method === 'HIFO' && less(lots[best]?.unit ?? lot.unit, lot.unit) ? at : best;
      }, 0);
      const lot = lots[next];
      if (lot === undefined) return gain;
      const part = less(wanted, lot.quantity) ? wanted : lot.quantity;
      gain = add(gain, times(part, minus([BigInt(price), 1n], lot.unit)));
      wanted = minus(wanted, part);
      lot.quantity = minus(lot.quantity, part);
      if (lot.quantity[0] === 0n) lots.splice(next, 1);
    }
    return gain;
  });
}

test('against exact fractions, for every method', () => {
  const trade = fc.record({
    buys: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 9 }),
    price: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(
      fc.array(trade, { minLength: 1, maxLength: 30 }),
      fc.constantFrom(...costMethods),
      (all, method) => {
        let held = 0;
        const trades = all.filter(({ buys, quantity }) => {
          if (!buys && quantity > held) return false;
          held += buys ? quantity : -quantity;
          return true;
        });
        const fold = foldOf(() => method);
        const expected = plainGains(trades, method);
        for (const [at, { buys, quantity, price }] of trades.entries()) {
          const leg = buys ? buy(at, `${quantity}`, `${price}`) : sell(at, `${quantity}`, `${price}`);
          const disposals = fold.add(leg);
          const gain = Decimal.sum(disposals.flatMap((disposal) => gainOf(disposal) ?? []));
          const [top, bottom] = expected[at] ?? [0n, 1n];
          // Where a part of a cost is rounded, by less than a lot's last digit.
          const apart = gain.times(Decimal.fromInteger(bottom)).minus(Decimal.fromInteger(top)).abs();
          expect(apart.atMost(Decimal.from('1e-15').times(Decimal.fromInteger(bottom).abs()))).toBe(true);
          expect(Decimal.sum(disposals.map((each) => each.quantity)).toString()).toBe(
            buys ? '0' : `${quantity}`,
          );
        }
        expect(Decimal.sum(fold.open().map((lot) => lot.quantity)).toString()).toBe(`${held}`);
      },
    ),
    { numRuns: 400 },
  );
});

test('whatever the method, what was paid is what was disposed of and what is open, to the last digit', () => {
  const trade = fc.record({
    quantity: fc.integer({ min: 1, max: 900 }),
    price: fc.integer({ min: 1, max: 99_999 }),
    part: fc.integer({ min: 1, max: 99 }),
  });
  fc.assert(
    fc.property(
      fc.array(trade, { minLength: 1, maxLength: 20 }),
      fc.array(fc.constantFrom(...costMethods), { minLength: 1, maxLength: 5 }),
      (trades, methods) => {
        const fold = foldOf((time) => methods[Math.floor(Math.max(time, 0) / 8) % methods.length] ?? 'FIFO');
        let paid = Decimal.zero;
        let cost = Decimal.zero;
        for (const [at, { quantity, price, part }] of trades.entries()) {
          const size = Decimal.fromInteger(quantity).dividedBy(Decimal.from('700'), 18, 'half-even');
          paid = paid.plus(size.times(Decimal.fromInteger(price)));
          fold.add(buy(2 * at, size.toString(), `${price}`));
          const sold = size.times(Decimal.fromInteger(part)).times(Decimal.from('0.01'));
          for (const disposal of fold.add(sell(2 * at + 1, sold.toString(), '10')))
            cost = cost.plus(disposal.cost?.value ?? Decimal.zero);
        }
        const open = Decimal.sum(fold.open().map((lot) => lot.paid?.value ?? Decimal.zero));
        expect(cost.plus(open).toString()).toBe(paid.toString());
      },
    ),
    { numRuns: 300 },
  );
});
