import { describe, expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, instrumentId } from '#src/domain/ids.ts';
import { TripSum, type ClosedTrip, type TripSums } from '#src/domain/trip-sums.ts';

type Fee = readonly [amount: string, currency: string];

function trip(realised: string, fees: readonly Fee[] = [], symbol = 'BTCUSDT', account = 'main'): ClosedTrip {
  return {
    accountId: accountId(account),
    instrumentId: instrumentId(`venue:${symbol}`),
    realised: Decimal.from(realised),
    fees: fees.map(([amount, code]) => ({ currency: currency(code), amount: Decimal.from(amount) })),
    estimatedFees: [],
    worth: undefined,
    capital: undefined,
    unknownFees: 0,
    undecided: Decimal.zero,
    unseen: Decimal.zero,
    hasTraded: true,
  };
}

function lacking(of: ClosedTrip, unknownFees: number): ClosedTrip {
  return { ...of, unknownFees };
}

/** "account symbol realised, fees, wins and losses with what they came to". */
function texts(sums: readonly TripSums[]): readonly string[] {
  return sums.map(({ accountId: account, instrumentId: id, realised, fees, results }) => {
    const paid = fees.map(({ currency: of, amount }) => `${amount.toString()} ${of}`).join(' + ');
    const won = `${results.wins} won ${results.grossProfit.toString()}`;
    const lost = `${results.losses} lost ${results.grossLoss.toString()}`;
    return `${account} ${id.slice('venue:'.length)} ${realised.toString()}, ${paid}, ${results.trades}: ${won} ${lost}`;
  });
}

function sumOf(...trips: readonly ClosedTrip[]): TripSum {
  const sum = new TripSum([]);
  for (const each of trips) sum.add(each);
  return sum;
}

describe('closed round trips', () => {
  test('count net of a fee in one currency: a gain that its fee eats up is a loss', () => {
    const sum = sumOf(trip('10', [['3', 'USDT']]), trip('2', [['2.5', 'USDT']]), trip('-4', [['1', 'USDT']]));
    // 10 − 3, 2 − 2.5 and −4 − 1.
    expect(texts(sum.list())).toEqual(['main BTCUSDT 8, 6.5 USDT, 3: 1 won 7 2 lost 5.5']);
  });

  test('are neither won nor lost where a fee is not known: it may be a rebate, or eat the gain up', () => {
    const won = trip('10', [['3', 'USDT']]);
    const gain = lacking(trip('10', [['2', 'USDT']]), 1);
    const loss = lacking(trip('-1', [['1', 'USDT']]), 2);
    const sum = sumOf(won, gain, loss);
    expect(texts(sum.list())).toEqual(['main BTCUSDT 19, 6 USDT, 1: 1 won 7 0 lost 0']);
    const counts = () => sum.list().map(({ undecided, unknownFees }) => [undecided, unknownFees]);
    expect(counts()).toEqual([[2, 3]]);
    sum.remove(won);
    // No result is left, and still the two count.
    expect(counts()).toEqual([[2, 3]]);
    sum.remove(gain);
    expect(counts()).toEqual([[1, 2]]);
    sum.remove(loss);
    expect(sum.list()).toEqual([]);
  });

  test('count before fees where these are in several currencies, or none', () => {
    const sum = sumOf(
      trip('10', [
        ['0.1', 'BNB'],
        ['3', 'USDT'],
      ]),
      trip('10'),
    );
    expect(texts(sum.list())).toEqual([
      'main BTCUSDT 10, 0.1 BNB + 3 USDT, 1: 1 won 10 0 lost 0',
      'main BTCUSDT 10, , 1: 1 won 10 0 lost 0',
    ]);
  });

  test('are apart by account, by instrument and by the currencies of their fees', () => {
    const sum = sumOf(
      trip('1', [['1', 'USDT']]),
      trip('2', [['1', 'BNB']]),
      trip('3', [['1', 'USDT']], 'ETHUSDT'),
      trip('4', [['1', 'USDT']], 'BTCUSDT', 'other'),
      trip('5', [
        ['1', 'BNB'],
        ['1', 'USDT'],
      ]),
    );
    expect(sum.list().map(({ realised }) => realised.toString())).toEqual(['1', '2', '3', '4', '5']);
  });

  test('are apart by each of these currencies, whose codes may read alike side by side', () => {
    const [first, second] = [['S', 'USDT'] as const, ['SUSD', 'T'] as const];
    const sum = sumOf(
      ...[first, second].map((codes) =>
        trip(
          '1',
          codes.map((code) => ['1', code]),
        ),
      ),
    );
    expect(sum.list().map(({ fees }) => fees.map(({ currency: of }) => of))).toEqual([first, second]);
  });

  test('go on from the sums that are known, and what is taken out is out of all of them', () => {
    const [kept, opened] = [trip('-4', [['1', 'USDT']]), trip('10', [['3', 'USDT']])];
    const sum = new TripSum(sumOf(kept, opened).list());
    sum.add(trip('6', [['2', 'USDT']]));
    expect(texts(sum.list())).toEqual(['main BTCUSDT 12, 6 USDT, 3: 2 won 11 1 lost 5']);
    sum.remove(opened);
    expect(texts(sum.list())).toEqual(['main BTCUSDT 2, 3 USDT, 2: 1 won 4 1 lost 5']);
  });

  test('of which none is left have no sums', () => {
    const sum = sumOf(trip('10', [['3', 'USDT']]), trip('1', [['1', 'BNB']]));
    sum.remove(trip('10', [['3', 'USDT']]));
    expect(texts(sum.list())).toEqual(['main BTCUSDT 1, 1 BNB, 1: 0 won 0 0 lost 0']);
  });
});
