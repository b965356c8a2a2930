import { describe, expect, test } from 'vitest';
import { checkAssertions, differenceOf, type BalanceAssertion } from '#src/domain/balance-assertion.ts';
import { changesOfFill, type Asset } from '#src/domain/balance-movements.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, balanceAssertionId, currency, instrumentId } from '#src/domain/ids.ts';
import { endOfDate } from '#src/domain/trading-day.ts';
import { sampleFill, sampleInstrument } from '#test/ports/sample-entities.ts';

const btc: Asset = { kind: 'currency', currency: currency('BTC') };
const eur: Asset = { kind: 'currency', currency: currency('EUR') };
const yen: Asset = { kind: 'currency', currency: currency('JPY') };
const share: Asset = { kind: 'instrument', instrumentId: instrumentId('broker:SAP') };

function decimal(text: string): Decimal {
  return Decimal.from(text);
}

describe('an assertion agrees with the record', () => {
  // Half up takes 1204.545 to 1204.55, half to even to 1204.54: a statement may round either way.
  test.each([
    ['money as it is', eur, '1204.55', 2, '1204.55', '0'],
    ['money that rounds up to it', eur, '1204.55', 2, '1204.5461', '0'],
    ['money that rounds half up to it', eur, '1204.55', 2, '1204.545', '0'],
    ['money that rounds half to even to it', eur, '1204.54', 2, '1204.545', '0'],
    ['a debt that rounds to it', eur, '-0.13', 2, '-0.1251', '0'],
    ['money with more digits than usual, to those', eur, '1204.5461', 4, '1204.54612', '0'],
    ['money typed without its cents, to the cents', eur, '1204', 0, '1204.004', '0'],
    ['money of a currency without small units', yen, '1204', 0, '1204.4', '0'],
    ['not money that rounds to the next cent', eur, '1204.55', 2, '1204.5551', '0.0051'],
    ['not money with cents that are left away', eur, '1204', 0, '1204.49', '0.49'],
    ['not a coin that lacks its last digit', btc, '0.5', 1, '0.50000001', '0.00000001'],
    ['a coin to the last digit', btc, '0.5', 1, '0.50', '0'],
    ['not shares by a fraction', share, '10', 0, '9.999', '-0.001'],
  ] as const)('%s', (_, asset, quantity, places, recorded, difference) => {
    const told = differenceOf({ asset, quantity: decimal(quantity), places }, decimal(recorded));
    expect(told.toString()).toBe(difference);
  });
});

const main = accountId('main');

function stated(id: string, day: string, quantity: string, asset = btc, account = main): BalanceAssertion {
  return {
    id: balanceAssertionId(id),
    accountId: account,
    asset,
    day,
    zone: 'UTC',
    until: endOfDate(day, 'UTC'),
    quantity: decimal(quantity),
    places: 1,
    recordedAt: 0,
  };
}

function tell(recorded: Readonly<Record<string, string>>, ...assertions: readonly BalanceAssertion[]) {
  const checked = checkAssertions(assertions, (id) => {
    const text = recorded[id];
    return text === undefined ? undefined : decimal(text);
  });
  return checked.map(({ assertion, difference, arose }) => {
    const how = difference === undefined ? 'unknown' : difference.isZero() ? 'agrees' : difference.toString();
    return arose === undefined
      ? `${assertion.id} ${how}`
      : `${assertion.id} ${how} after ${arose.after?.assertion.id}`;
  });
}

describe('where the record leaves the statements', () => {
  test('lies between the last that agrees and the first that does not, of one account and asset', () => {
    const other = accountId('other');
    expect(
      tell(
        { a: '0.5', b: '0.6', c: '0.6', d: '3', e: '0.1' },
        stated('c', '2026-03-31', '0.5'),
        stated('a', '2025-06-30', '0.5'),
        stated('d', '2025-09-30', '1', eur),
        stated('b', '2025-12-31', '0.5'),
        stated('e', '2025-09-30', '0.1', btc, other),
      ),
    ).toEqual(['a agrees', 'b 0.1 after a', 'c 0.1', 'd 2 after undefined', 'e agrees']);
  });

  test('begins anew where the difference is another, and ends where they agree again', () => {
    expect(
      tell(
        { a: '0.4', b: '0.8', c: '0.5', d: '0.4' },
        stated('a', '2025-03-31', '0.5'),
        stated('b', '2025-06-30', '0.5'),
        stated('c', '2025-09-30', '0.5'),
        stated('d', '2025-12-31', '0.5'),
      ),
    ).toEqual(['a -0.1 after undefined', 'b 0.3 after a', 'c agrees', 'd -0.1 after c']);
  });

  test('is not told of what is not known', () => {
    expect(tell({}, stated('a', '2025-03-31', '0.5'))).toEqual(['a unknown']);
  });
});

test('a day is over when the clock of its zone says so, also as the clocks are set', () => {
  // Berlin is at UTC+1 in winter; on 26 October 2025 it has 25 hours.
  expect(new Date(endOfDate('2025-12-31', 'Europe/Berlin')).toISOString()).toBe('2025-12-31T23:00:00.000Z');
  expect(new Date(endOfDate('2025-10-26', 'Europe/Berlin')).toISOString()).toBe('2025-10-26T23:00:00.000Z');
  expect(new Date(endOfDate('2025-12-31', 'America/New_York')).toISOString()).toBe(
    '2026-01-01T05:00:00.000Z',
  );
});

const told = (...changes: ReturnType<typeof changesOfFill>) =>
  changes.map(({ asset, amount }) =>
    asset.kind === 'currency'
      ? `${amount.toString()} ${asset.currency}`
      : `${amount.toString()} of ${asset.instrumentId}`,
  );

describe('a fill moves', () => {
  const fee = { currency: currency('BTC'), amount: decimal('0.001') };
  test('two coins of a pair, and its fee', () => {
    const pair = sampleInstrument(instrumentId('binance:BTCUSDT'));
    const bought = sampleFill(1, { quantity: decimal('0.5'), price: decimal('40000'), fee });
    expect(told(...changesOfFill(bought, pair))).toEqual(['-20000 USDT', '0.5 BTC', '-0.001 BTC']);
    const sold = sampleFill(2, { side: 'SELL', quantity: decimal('0.5'), price: decimal('40000') });
    expect(told(...changesOfFill(sold, pair))).toEqual(['20000 USDT', '-0.5 BTC', '-21.00005 USDT']);
  });

  test('shares by their instrument, and of a contract no money but the fee', () => {
    const bought = sampleFill(1, { quantity: decimal('10'), price: decimal('3'), fee: undefined });
    const stock = { ...sampleInstrument(bought.instrumentId), kind: 'equity' as const };
    expect(told(...changesOfFill(bought, stock))).toEqual(['-30 USDT', '10 of binance:BTCUSDT']);
    const contract = { ...stock, kind: 'perpetual' as const };
    expect(told(...changesOfFill({ ...bought, fee }, contract))).toEqual([
      '10 of binance:BTCUSDT',
      '-0.001 BTC',
    ]);
  });
});
