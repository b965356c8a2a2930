import * as fc from 'fast-check';
import type { LotMethod } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { inFoldOrder } from '#src/domain/fill-order.ts';
import type { Fill, FillSource } from '#src/domain/fill.ts';
import {
  accountId,
  clientOrderId,
  currency,
  fillIdOf,
  instrumentId,
  orderId,
  venueId,
} from '#src/domain/ids.ts';
import type { Instrument, InstrumentKind } from '#src/domain/instrument.ts';
import type { Money } from '#src/domain/money.ts';
import { newOrder, type Order } from '#src/domain/order.ts';

const account = accountId('account');
export const usdt = currency('USDT');
const btc = currency('BTC');
export const bnb = currency('BNB');

export function instrumentOf(change: Partial<Instrument> = {}): Instrument {
  return {
    id: instrumentId('venue:BTCUSDT'),
    venue: venueId('venue'),
    symbol: 'BTCUSDT',
    kind: 'spot',
    base: btc,
    quote: usdt,
    settle: usdt,
    tickSize: Decimal.from('0.01'),
    lotSize: Decimal.from('0.001'),
    minQuantity: undefined,
    maxQuantity: undefined,
    minNotional: undefined,
    multiplier: Decimal.one,
    tradable: true,
    ...change,
  };
}

export function orderOf(change: Partial<Order> = {}): Order {
  const order = newOrder({
    id: orderId('order'),
    clientOrderId: clientOrderId('td-1'),
    accountId: account,
    instrumentId: instrumentId('venue:BTCUSDT'),
    side: 'BUY',
    type: 'LIMIT',
    quantity: Decimal.from('10'),
    limitPrice: Decimal.from('100'),
    stopPrice: undefined,
    timeInForce: 'GTC',
    createdAt: 1000,
    replaces: undefined,
    strategy: undefined,
    draftId: undefined,
  });
  return { ...order, ...change };
}

export type FillText = {
  readonly id: string;
  readonly side: 'BUY' | 'SELL';
  readonly quantity: string;
  readonly price: string;
  readonly fee?: readonly [amount: string, currency: string];
  readonly time?: number;
  readonly source?: FillSource;
  readonly venueSequence?: number;
  readonly place?: number;
};

/** A fill from readable text; `time` counts from the id where it is a number. */
export function fillOf(text: FillText): Fill {
  const time = text.time ?? Number(text.id);
  const instrument = instrumentOf().id;
  return {
    id: fillIdOf(account, instrument, text.id),
    accountId: account,
    instrumentId: instrument,
    orderId: orderId('order'),
    venueTradeId: text.id,
    side: text.side,
    quantity: Decimal.from(text.quantity),
    price: Decimal.from(text.price),
    fee:
      text.fee === undefined
        ? undefined
        : { currency: currency(text.fee[1]), amount: Decimal.from(text.fee[0]) },
    liquidity: 'TAKER',
    source: text.source ?? 'venue',
    venueSequence: text.venueSequence,
    place: text.place,
    time,
    receivedAt: time,
  };
}

/** An integer between the bounds over 10^scale. */
export function decimalBetween(low: bigint, high: bigint, scale: number): fc.Arbitrary<Decimal> {
  const unit = Decimal.one.dividedBy(Decimal.from(`1e${scale}`), scale, 'down');
  return fc.bigInt({ min: low, max: high }).map((value) => Decimal.fromInteger(value).times(unit));
}

/** Plain decimal text: up to 40 digits before and 30 after the point, small ones often. */
export const decimalText: fc.Arbitrary<string> = fc
  .tuple(
    fc.boolean(),
    fc.oneof(fc.bigInt({ min: 0n, max: 999n }), fc.bigInt({ min: 0n, max: 10n ** 40n })),
    fc.oneof(
      fc.constant(''),
      fc.stringMatching(/^\d{1,3}$/),
      fc.stringMatching(/^\d{1,30}$/),
      fc.stringMatching(/^0{0,20}\d{1,4}0{0,5}$/),
    ),
  )
  .map(([negative, whole, places]) => `${negative ? '-' : ''}${whole}${places === '' ? '' : `.${places}`}`);

export const lotMethod: fc.Arbitrary<LotMethod> = fc.constantFrom('AVERAGE', 'FIFO', 'LIFO');

export const tradedInstrument: fc.Arbitrary<Instrument> = fc
  .tuple(
    fc.constantFrom<InstrumentKind>('spot', 'equity', 'option', 'future', 'perpetual'),
    fc.constantFrom('1', '1', '0.001', '50'),
  )
  .map(([kind, multiplier]) => instrumentOf({ kind, multiplier: Decimal.from(multiplier) }));

/** None known, in the quote, in the base, in a third currency; rebates too. */
function feeFor(quantity: Decimal): fc.Arbitrary<Money | undefined> {
  return fc.oneof(
    fc.constant(undefined),
    fc.constant({ currency: usdt, amount: Decimal.zero }),
    decimalBetween(-5000n, 90_000n, 4).map((amount) => ({ currency: usdt, amount })),
    decimalBetween(-50n, 900n, 6).map((amount) => ({ currency: bnb, amount })),
    fc.integer({ min: 0, max: 1000 }).map((thousandths) => ({
      currency: btc,
      amount: quantity.times(Decimal.fromInteger(thousandths)).times(Decimal.from('0.001')),
    })),
  );
}

/** Few distinct quantities, so that positions often come to exactly zero, and some ties of time. */
const oneFill: fc.Arbitrary<Fill> = fc
  .tuple(
    fc.constantFrom<'BUY' | 'SELL'>('BUY', 'SELL'),
    fc.oneof(
      fc.constantFrom('1', '1', '2', '3').map((text) => Decimal.from(text)),
      decimalBetween(1n, 5000n, 3),
    ),
    decimalBetween(1n, 10_000_000n, 8),
    fc.integer({ min: 0, max: 60 }),
    fc.uuid(),
    fc
      .constantFrom(undefined, undefined, '0.001', '0.5', '1', '1.5')
      .map((text) => text && Decimal.from(text)),
  )
  .chain(([side, quantity, price, time, tradeId, least]) =>
    feeFor(quantity).map((fee) => ({
      ...fillOf({ id: tradeId, side, quantity: '1', price: '1', time }),
      quantity,
      price,
      fee,
      least,
    })),
  );

/** In the order in which they fold. */
export const fillsInOrder: fc.Arbitrary<readonly Fill[]> = fc
  .uniqueArray(oneFill, { minLength: 0, maxLength: 30, selector: (fill) => fill.id })
  .map((fills) => inFoldOrder(fills));

/** Of a venue that numbers its fills, of the time before it did, and of files, with many at one time. */
export const mixedFills: fc.Arbitrary<readonly Fill[]> = fc
  .tuple(
    fc.uniqueArray(oneFill, { maxLength: 20, selector: (fill) => fill.id }),
    fc.array(fc.constantFrom('numbered', 'numbered', 'before', 'import', 'inferred'), {
      minLength: 20,
      maxLength: 20,
    }),
    fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 20, maxLength: 20 }),
    fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 20, maxLength: 20 }),
  )
  .map(([fills, kinds, places, numbers]) =>
    fills.map((fill, at): Fill => {
      const time = fill.time % 12;
      const kind = kinds[at];
      if (kind === 'numbered') return { ...fill, time, venueSequence: numbers[at] };
      if (kind === 'import') return { ...fill, time, source: 'import', place: places[at] };
      return { ...fill, time, source: kind === 'inferred' ? 'inferred' : 'venue' };
    }),
  );
