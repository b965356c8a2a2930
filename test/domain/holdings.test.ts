import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { MovementSum, sumIn, worthOf } from '#src/domain/holdings.ts';
import { currency, instrumentId, type Currency } from '#src/domain/ids.ts';
import type { Purse } from '#src/domain/money.ts';
import { fillOf, instrumentOf } from './arbitraries.ts';

const usdt = currency('USDT');
const eur = currency('EUR');
const bnb = currency('BNB');
const coin = instrumentOf();

function texts(purse: Purse): readonly string[] {
  return purse.map(({ currency: of, amount }) => `${amount.toString()} ${of}`);
}

function money(amount: string, of = usdt) {
  return { currency: of, amount: Decimal.from(amount) };
}

describe('what moved', () => {
  test('of a contract counts as paid for in full: a sale brings in its worth', () => {
    const perpetual = instrumentOf({ kind: 'perpetual' });
    const sum = new MovementSum();
    sum.addFill(fillOf({ id: '1', side: 'SELL', quantity: '3', price: '100' }), perpetual);
    expect(texts(sum.sum().money)).toEqual(['300 USDT']);
    sum.addFill(
      fillOf({ id: '2', side: 'BUY', quantity: '1', price: '90', fee: ['0.5', 'USDT'] }),
      perpetual,
    );
    expect(texts(sum.sum().money)).toEqual(['209.5 USDT']);
    expect(sum.sum().quantities.get(perpetual.id)?.toString()).toBe('-2');
  });

  test('is added up with what moved before; what moves no cash adds none', () => {
    const before = new MovementSum();
    before.addEntry({ type: 'deposit', cash: money('100') });
    before.addEntry({ type: 'funding', cash: money('-1') });
    before.addEntry({ type: 'split', cash: undefined });
    const sum = new MovementSum();
    sum.addFill(fillOf({ id: '1', side: 'BUY', quantity: '2', price: '10' }), coin);
    sum.add(before.sum());
    sum.add(sum.sum());
    const moved = sum.sum();
    expect([texts(moved.money), texts(moved.deposited)]).toEqual([['158 USDT'], ['200 USDT']]);
    expect(moved.quantities.get(coin.id)?.toString()).toBe('4');
  });
});

describe('what it is worth', () => {
  const rates = new Map([
    [usdt, Decimal.one],
    [eur, Decimal.from('1.1')],
  ]);
  const rateOf = (of: Currency) => rates.get(of);
  const holdings = { money: [money('10', eur)], quantities: new Map([[coin.id, Decimal.from('2')]]) };
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

  test('of nothing needs neither', () => {
    expect(sumIn([money('1'), money('0', bnb)], rateOf)?.toString()).toBe('1');
    const sold = new Map([[instrumentId('venue:GONE'), Decimal.zero]]);
    const unpriced = { ...prices, instrument: () => undefined, priceOf: () => undefined };
    expect(worthOf({ money: [money('1')], quantities: sold }, unpriced)?.toString()).toBe('1');
  });
});
