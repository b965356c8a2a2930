import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { isMargined, type InstrumentKind } from '#src/domain/instrument.ts';
import {
  costTypes,
  incomeTypes,
  ledgerEntryTypes,
  movesCapital,
  natureOf,
  type EntryNature,
  type LedgerEntryType,
} from '#src/domain/entry-types.ts';
import { cashOf, entriesOfFill, isFeeInKind, movedBack } from '#src/domain/ledger.ts';
import { fillOf, fillsInOrder, instrumentOf, tradedInstrument, type FillText } from './arbitraries.ts';

const bought: FillText = { id: '7', side: 'BUY', quantity: '2', price: '100', fee: ['0.5', 'USDT'] };

/** Type, cash and quantity of each entry, to read at a glance. */
function entries(fill: FillText, kind: InstrumentKind = 'spot', multiplier = '1'): readonly string[] {
  const instrument = instrumentOf({ kind, multiplier: Decimal.from(multiplier) });
  return entriesOfFill(fillOf(fill), instrument).map(({ type, cash, quantity }) => {
    const money = cash === undefined ? 'no cash' : `${cash.amount.toString()} ${cash.currency}`;
    return `${type}: ${money}, ${quantity === undefined ? 'no quantity' : quantity.toString()}`;
  });
}

describe('entries of a fill', () => {
  test.each<[string, () => readonly string[], readonly string[]]>([
    ['bought', () => entries(bought), ['fill: -200 USDT, 2', 'fee: -0.5 USDT, no quantity']],
    [
      'sold',
      () => entries({ ...bought, side: 'SELL' }),
      ['fill: 200 USDT, -2', 'fee: -0.5 USDT, no quantity'],
    ],
    [
      'fee in kind',
      () => entries({ ...bought, fee: ['0.002', 'BTC'] }),
      ['fill: -200 USDT, 2', 'fee: no cash, -0.002'],
    ],
    [
      'base fee on an equity is cash',
      () => entries({ ...bought, fee: ['0.002', 'BTC'] }, 'equity'),
      ['fill: -200 USDT, 2', 'fee: -0.002 BTC, no quantity'],
    ],
    [
      'third currency',
      () => entries({ ...bought, fee: ['0.1', 'BNB'] }),
      ['fill: -200 USDT, 2', 'fee: -0.1 BNB, no quantity'],
    ],
    [
      'rebate',
      () => entries({ ...bought, fee: ['-0.1', 'USDT'] }),
      ['fill: -200 USDT, 2', 'fee: 0.1 USDT, no quantity'],
    ],
    ['no fee', () => entries({ ...bought, fee: ['0', 'USDT'] }), ['fill: -200 USDT, 2']],
    [
      'option with a multiplier',
      () => entries(bought, 'option', '50'),
      ['fill: -10000 USDT, 2', 'fee: -0.5 USDT, no quantity'],
    ],
    ['future', () => entries(bought, 'future', '50'), ['fill: no cash, 2', 'fee: -0.5 USDT, no quantity']],
    ['perpetual', () => entries(bought, 'perpetual'), ['fill: no cash, 2', 'fee: -0.5 USDT, no quantity']],
  ])('%s', (_, actual, expected) => {
    expect(actual()).toEqual(expected);
  });

  test('an unknown fee books nothing', () => {
    const { fee: _, ...unknown } = bought;
    expect(entries(unknown)).toEqual(['fill: -200 USDT, 2']);
  });

  test('are the fill’s, under ids that come from its own', () => {
    const [trade, fee] = entriesOfFill(fillOf(bought), instrumentOf());
    expect(trade).toMatchObject({
      id: 'account/venue:BTCUSDT/7#fill',
      time: 7,
    });
    expect(fee).toMatchObject({
      id: 'account/venue:BTCUSDT/7#fee',
      accountId: 'account',
      instrumentId: 'venue:BTCUSDT',
    });
    expect(entriesOfFill(fillOf(bought), instrumentOf())).toEqual([trade, fee]);
  });

  test('exist for a trade id of any length', () => {
    const [trade] = entriesOfFill(fillOf({ ...bought, id: '7'.repeat(200), time: 7 }), instrumentOf());
    expect(trade?.id).toBe(`account/venue:BTCUSDT/${'7'.repeat(200)}#fill`);
  });

  test('every fee is booked once: as cash or in kind', () => {
    fc.assert(
      fc.property(fillsInOrder, tradedInstrument, (fills, instrument) => {
        for (const fill of fills) {
          const [trade, fee, ...others] = entriesOfFill(fill, instrument);
          expect(others).toEqual([]);
          expect(trade?.cash === undefined).toBe(isMargined(instrument));
          expect(fee === undefined).toBe(fill.fee === undefined || fill.fee.amount.isZero());
          if (fee === undefined || fill.fee === undefined) continue;
          const booked = isFeeInKind(fill, instrument) ? fee.quantity : fee.cash?.amount;
          expect(booked).toEqual(fill.fee.amount.negated());
          expect(fee.cash === undefined).not.toBe(fee.quantity === undefined);
        }
      }),
    );
  });
});

test('what moves cash back leaves none', () => {
  const booked = entriesOfFill(fillOf(bought), instrumentOf());
  const cash = cashOf([...booked, ...booked.map(movedBack)]);
  expect(cash.map(({ amount }) => amount.toString())).toEqual(['0']);
});

test('cash is summed by currency; entries without cash add nothing', () => {
  const fills = [
    bought,
    { ...bought, id: '8', side: 'SELL' as const, price: '110', fee: ['0.1', 'BNB'] as const },
  ];
  const cash = cashOf(fills.flatMap((fill) => entriesOfFill(fillOf(fill), instrumentOf())));
  expect(cash.map(({ currency, amount }) => `${amount.toString()} ${currency}`)).toEqual([
    '-0.1 BNB',
    '19.5 USDT',
  ]);
  expect(
    cashOf(entriesOfFill(fillOf({ ...bought, fee: ['0', 'USDT'] }), instrumentOf({ kind: 'future' }))),
  ).toEqual([]);
});

test('what is paid in or out is capital; what trading costs or brings is not', () => {
  expect(ledgerEntryTypes.filter(movesCapital)).toEqual(['deposit', 'withdrawal', 'transfer', 'gift']);
  expect(ofNature('income')).toEqual([...incomeTypes].toSorted(byList));
  expect(ofNature('cost')).toEqual([...costTypes].toSorted(byList));
  expect([natureOf('fill'), natureOf('split'), natureOf('loss'), natureOf('spin-off')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

function ofNature(nature: EntryNature): readonly LedgerEntryType[] {
  return ledgerEntryTypes.filter((type) => natureOf(type) === nature);
}

function byList(one: LedgerEntryType, other: LedgerEntryType): number {
  return ledgerEntryTypes.indexOf(one) - ledgerEntryTypes.indexOf(other);
}
