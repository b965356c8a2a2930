import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { fillIdOf } from '#src/domain/ids.ts';
import { foldFills } from '#test/domain/fold-fills.ts';
import { account, benchInstrument as instrument } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const count = 1_000_000;
/** Exact positions out of a million fills; the baseline is the same loop in floats, which loses cents. */
export async function measureFold(): Promise<readonly Figure[]> {
  const fills = Array.from({ length: count }, (_, index) => fillAt(index));
  const { ours, raw, ratio } = await inTurns(
    3,
    () => foldFills(fills, instrument, 'AVERAGE'),
    () => foldInFloats(fills),
  );
  const perSecond = (count / ours) * 1000;
  return [
    {
      name: 'fold of 1,000,000 fills into positions',
      value: perSecond,
      unit: 'fills/s',
      baseline: (count / raw) * 1000,
      ratio: 1 / ratio,
      goal: '>= 300,000 fills/s',
      pass: perSecond >= 300_000,
    },
  ];
}

function fillAt(index: number): Fill {
  const buy = index % 5 < 3 || index % 7 === 0;
  const price = (60_000 + ((index * 7919) % 500_000) / 100).toFixed(2);
  const quantity = (((index % 97) + 1) / 1000).toFixed(3);
  return {
    id: fillIdOf(account, instrument.id, String(index)),
    accountId: account,
    instrumentId: instrument.id,
    orderId: undefined,
    venueTradeId: String(index),
    side: buy ? 'BUY' : 'SELL',
    quantity: Decimal.from(quantity),
    price: Decimal.from(price),
    fee: { currency: instrument.settle, amount: Decimal.from('0.06123456') },
    liquidity: 'TAKER',
    source: 'venue',
    venueSequence: undefined,
    place: undefined,
    time: 1_700_000_000_000 + index,
    receivedAt: 1_700_000_000_000 + index,
  };
}

function foldInFloats(fills: readonly Fill[]): number {
  let quantity = 0;
  let cost = 0;
  let realised = 0;
  let fees = 0;
  for (const fill of fills) {
    const size = Number(fill.quantity.toString()) * (fill.side === 'BUY' ? 1 : -1);
    const price = Number(fill.price.toString());
    fees += Number(fill.fee?.amount.toString() ?? 0);
    if (quantity === 0 || Math.sign(quantity) === Math.sign(size)) {
      cost += size * price;
    } else {
      const closed = Math.min(Math.abs(size), Math.abs(quantity)) * Math.sign(quantity);
      const share = (cost * closed) / quantity;
      realised += closed * price - share;
      cost += (size + closed) * price - share;
    }
    quantity += size;
  }
  return realised + cost + fees;
}
