import { heldOf } from '#src/domain/held.ts';
import { heldId, type HeldId } from '#src/domain/ids.ts';
import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import {
  holdingsBefore,
  holdingsOf,
  MovementSum,
  sumIn,
  worthOf,
  type HeldPosition,
  type HeldQuantity,
} from '#src/domain/holdings.ts';
import { currency, instrumentId, type Currency, type InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Purse } from '#src/domain/money.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { fillOf, instrumentOf, type FillText } from './arbitraries.ts';

const usdt = currency('USDT');
const eur = currency('EUR');
const bnb = currency('BNB');
const coin = instrumentOf();
const perpetual = instrumentOf({ id: instrumentId('venue:PERP'), kind: 'perpetual' });

function texts(purse: Purse): readonly string[] {
  return purse.map(({ currency: of, amount }) => `${amount.toString()} ${of}`);
}

function heldOfCoin(quantity: string) {
  return [heldOf(coin), { quantity: Decimal.from(quantity), listing: coin.id }] as const;
}

function money(amount: string, of = usdt) {
  return { currency: of, amount: Decimal.from(amount) };
}

describe('what moved', () => {
  test('of a contract counts as paid for in full: a sale brings in its worth', () => {
    const sum = new MovementSum();
    sum.addFill(fillOf({ id: '1', side: 'SELL', quantity: '3', price: '100' }), perpetual, usdt);
    expect(texts(sum.sum().money)).toEqual(['300 USDT']);
    sum.addFill(
      fillOf({ id: '2', side: 'BUY', quantity: '1', price: '90', fee: ['0.5', 'USDT'] }),
      perpetual,
      usdt,
    );
    expect(texts(sum.sum().money)).toEqual(['209.5 USDT']);
    expect(sum.sum().quantities.get(heldOf(perpetual))?.quantity.toString()).toBe('-2');
  });

  test('is added up with what moved before; what moves no cash adds none', () => {
    const before = new MovementSum();
    before.addEntry({ type: 'deposit', cash: money('100'), time: 7 }, usdt);
    before.addEntry({ type: 'funding', cash: money('-1'), time: 8 }, usdt);
    before.addEntry({ type: 'split', cash: undefined, time: 9 }, usdt);
    const sum = new MovementSum();
    sum.addFill(fillOf({ id: '1', side: 'BUY', quantity: '2', price: '10' }), coin, usdt);
    sum.add(before.sum());
    sum.add(sum.sum());
    const moved = sum.sum();
    expect(texts(moved.money)).toEqual(['158 USDT']);
    expect(moved.deposits.map(({ time, cash }) => [time, ...texts([cash])])).toEqual([
      [7, '100 USDT'],
      [7, '100 USDT'],
    ]);
    expect(moved.quantities.get(heldOf(coin))?.quantity.toString()).toBe('4');
  });
});

/** The round trips that one fill each opens. */
function held(instrument: Instrument, ...fills: readonly FillText[]): readonly HeldPosition[] {
  return fills.flatMap((fill) =>
    foldFills([{ ...fillOf(fill), instrumentId: instrument.id }], instrument, 'FIFO').map((position) => ({
      position,
      instrument,
    })),
  );
}

function quantities(of: ReadonlyMap<HeldId, HeldQuantity>): Record<string, string> {
  return Object.fromEntries([...of].map(([id, { quantity }]) => [id, quantity.toString()]));
}

describe('what is owned', () => {
  test('is the cash, and what is held of all accounts; a contract is out of the cash as if it were paid for', () => {
    const owned = holdingsOf({ cash: [money('1000'), money('7', eur)], marginProfit: [money('50')] }, [
      ...held(
        coin,
        { id: '1', side: 'BUY', quantity: '2', price: '50' },
        { id: '2', side: 'BUY', quantity: '0.5', price: '60' },
      ),
      ...held(perpetual, { id: '3', side: 'SELL', quantity: '3', price: '100' }),
    ]);
    // 1000 + 50, and the 300 that three contracts sold at 100 would have brought.
    expect(texts(owned.money)).toEqual(['7 EUR', '1350 USDT']);
    expect(quantities(owned.quantities)).toEqual({ [heldOf(coin)]: '2.5', [heldOf(perpetual)]: '-3' });
  });

  test('before a movement is what is owned now less what moved, also of what is no longer there', () => {
    const sum = new MovementSum();
    sum.addFill(fillOf({ id: '1', side: 'BUY', quantity: '2', price: '50' }), coin, usdt);
    sum.addFill(fillOf({ id: '2', side: 'BUY', quantity: '4', price: '10' }), perpetual, usdt);
    sum.addEntry({ type: 'withdrawal', cash: money('-30', eur), time: 7 }, usdt);
    const now = { money: [money('500')], quantities: new Map([heldOfCoin('3')]) };
    const before = holdingsBefore(now, sum.sum());
    // The coins were paid with 100, the contracts counted as 40.
    expect(texts(before.money)).toEqual(['30 EUR', '640 USDT']);
    expect(quantities(before.quantities)).toEqual({ [heldOf(coin)]: '1', [heldOf(perpetual)]: '-4' });
  });
});

describe('what was owned before a split', () => {
  const share = instrumentOf({ id: instrumentId('venue:ACME'), kind: 'equity' });
  const split = { type: 'split', cash: undefined, time: 5, ratio: { new: 4, old: 1 } } as const;
  const owned = (quantity: string) => ({
    money: [],
    quantities: new Map([[heldOf(share), { quantity: Decimal.from(quantity), listing: share.id }]]),
  });

  test('is in the shares of then: what was bought after it counts as a part of one', () => {
    const sum = new MovementSum();
    sum.addSplit(split, usdt, share);
    sum.addEntry(split, usdt, share);
    sum.addFill({ ...fillOf({ id: '1', side: 'BUY', quantity: '2', price: '500' }), time: 3 }, share, usdt);
    sum.addFill({ ...fillOf({ id: '2', side: 'BUY', quantity: '4', price: '125' }), time: 7 }, share, usdt);
    // (7 + 2) × 4 + 4.
    const before = holdingsBefore(owned('40'), sum.sum());
    expect(quantities(before.quantities)).toEqual({ [heldOf(share)]: '7' });
    const whole = new MovementSum();
    whole.add(sum.sum());
    expect(quantities(holdingsBefore(owned('40'), whole.sum()).quantities)).toEqual({ [heldOf(share)]: '7' });
  });

  test('is not known where another account has no such split', () => {
    const [one, other, both] = [new MovementSum(), new MovementSum(), new MovementSum()];
    one.addSplit(split, usdt, share);
    other.addFill({ ...fillOf({ id: '1', side: 'BUY', quantity: '2', price: '1' }), time: 7 }, share, usdt);
    both.add(one.sum());
    both.add(other.sum());
    const before = holdingsBefore(owned('42'), both.sum());
    const prices = { instrument: () => share, priceOf: () => Decimal.one, rateOf: () => Decimal.one };
    expect(worthOf(before, prices)).toBeUndefined();
  });
});

describe('what it is worth', () => {
  const rates = new Map([
    [usdt, Decimal.one],
    [eur, Decimal.from('1.1')],
  ]);
  const rateOf = (of: Currency) => rates.get(of);
  const holdings = { money: [money('10', eur)], quantities: new Map([heldOfCoin('2')]) };
  const prices = { instrument: () => coin, priceOf: () => Decimal.from('50'), rateOf };

  test('is money at its rates and quantities at their prices', () => {
    expect(worthOf(holdings, prices)?.toString()).toBe('111');
  });

  test('is not known as soon as one price, one instrument or one rate is not', () => {
    expect(worthOf(holdings, { ...prices, priceOf: () => undefined })).toBeUndefined();
    expect(worthOf(holdings, { ...prices, instrument: () => undefined })).toBeUndefined();
    expect(worthOf(holdings, { ...prices, rateOf: () => undefined })).toBeUndefined();
    expect(sumIn([money('1'), money('1', bnb)], rateOf)).toBeUndefined();
  });

  test('asks for every price of a known instrument, also once one is not known', () => {
    const wanted: InstrumentId[] = [];
    const priceOf = (id: InstrumentId) => {
      wanted.push(id);
      return undefined;
    };
    const gone = instrumentId('venue:GONE');
    const instrument = (id: InstrumentId) => [coin, perpetual].find((known) => known.id === id);
    const three = new Map(
      [coin.id, gone, perpetual.id].map((listing) => [heldId(listing), { quantity: Decimal.one, listing }]),
    );
    expect(worthOf({ money: [], quantities: three }, { instrument, priceOf, rateOf })).toBeUndefined();
    expect(wanted).toEqual([coin.id, perpetual.id]);
  });

  test('of nothing needs neither', () => {
    expect(sumIn([money('1'), money('0', bnb)], rateOf)?.toString()).toBe('1');
    const sold = new Map([[heldId('GONE'), { quantity: Decimal.zero, listing: instrumentId('venue:GONE') }]]);
    const unpriced = { ...prices, instrument: () => undefined, priceOf: () => undefined };
    expect(worthOf({ money: [money('1')], quantities: sold }, unpriced)?.toString()).toBe('1');
  });
});

test('shares that came or went without a trade are in what moved', () => {
  const sum = new MovementSum();
  const share = instrumentOf({ id: instrumentId('import:ACME'), kind: 'equity', symbol: 'ACME' });
  const entry = { type: 'deposit', time: 1, cash: undefined, quantity: Decimal.from('4') } as const;
  sum.addEntry(entry, currency('USDT'), share);
  expect(sum.sum().quantities.get(heldOf(share))).toEqual({ quantity: Decimal.from('4'), listing: share.id });
});
