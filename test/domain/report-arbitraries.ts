import * as fc from 'fast-check';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import type { OrderFact, OrderReport, ReportSource } from '#src/domain/order-report.ts';
import { decimalBetween, usdt } from './arbitraries.ts';

const venueSources: readonly ReportSource[] = ['answer', 'stream', 'query', 'import'];

export function report(fact: OrderFact, time: number, change: Partial<OrderReport> = {}): OrderReport {
  const common = {
    clientOrderId: clientOrderId('td-1'),
    brokerOrderId: 'venue-1',
    source: 'stream',
  } as const;
  return { ...common, time, receivedAt: time, ...change, ...fact };
}

export function filled(tradeId: string, quantity: string, price = '100'): OrderFact {
  return {
    type: 'filled',
    fill: {
      venueTradeId: tradeId,
      quantity: Decimal.from(quantity),
      price: Decimal.from(price),
      fee: { currency: usdt, amount: Decimal.from('0.1') },
      liquidity: 'TAKER',
      venueSequence: undefined,
    },
  };
}

const time = fc.integer({ min: 1000, max: 1012 });
const price = fc.option(decimalBetween(9900n, 10_100n, 2), { nil: undefined });
const reason = fc.constantFrom('by the trader', 'end of day', 'no margin');
const endFact: fc.Arbitrary<OrderFact> = fc
  .tuple(fc.constantFrom<'cancelled' | 'rejected' | 'expired'>('cancelled', 'rejected', 'expired'), reason)
  .map(([type, why]) => ({ type, reason: why }));
const amendment: fc.Arbitrary<OrderFact> = fc
  .tuple(fc.integer({ min: 0, max: 15 }), price, price)
  .map(([quantity, limitPrice, stopPrice]) => ({
    type: 'amended',
    quantity: Decimal.fromInteger(quantity),
    limitPrice,
    stopPrice,
  }));
const venueFact: fc.Arbitrary<OrderFact> = fc.oneof(
  fc.constant<OrderFact>({ type: 'accepted' }),
  fc.constant<OrderFact>({ type: 'triggered' }),
  amendment,
  endFact,
);

function reportOf(
  fact: fc.Arbitrary<OrderFact>,
  sources: readonly ReportSource[],
): fc.Arbitrary<OrderReport> {
  return fc
    .tuple(fact, time, fc.constantFrom(...sources), fc.constantFrom(undefined, 'venue-1', 'venue-2'))
    .map(([said, at, source, brokerOrderId]) => report(said, at, { source, brokerOrderId }));
}

/** Each trade once; the shuffle repeats them. */
const fillReports: fc.Arbitrary<readonly OrderReport[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 6 }), time), { maxLength: 5 })
  .map((trades) => trades.map(([quantity, at], index) => report(filled(`${index}`, `${quantity}`), at)));

const ownFact: fc.Arbitrary<OrderFact> = fc.oneof(
  fc.constant<OrderFact>({ type: 'unconfirmed', reason: 'time-out' }),
  endFact,
);

export const reportSet: fc.Arbitrary<readonly OrderReport[]> = fc
  .tuple(
    fillReports,
    fc.array(reportOf(venueFact, venueSources), { maxLength: 7 }),
    fc.array(reportOf(ownFact, ['recovery']), { maxLength: 2 }),
  )
  .map((parts) => parts.flat());

/** Every report at least once, some again as another source received them later, in any order. */
export function shuffled(reports: readonly OrderReport[]): fc.Arbitrary<readonly OrderReport[]> {
  const again = reports.map((one) => (one.source === 'stream' ? { ...one, source: 'query' as const } : one));
  return fc.tuple(fc.subarray(again), fc.subarray([...reports])).chain(([second, third]) => {
    const all = [...reports, ...second, ...third];
    return fc.shuffledSubarray(all, { minLength: all.length });
  });
}
