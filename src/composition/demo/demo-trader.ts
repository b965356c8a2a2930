import type { TradingSession } from '#src/application/orders/trading-session.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Order, OrderTerms, OrderType } from '#src/domain/order.ts';
import { hasStop } from '#src/domain/order-type.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { SeededRandom } from './seeded-random.ts';

export type DemoTraderNeeds = {
  readonly session: TradingSession;
  readonly read: Repositories;
  readonly account: AccountId;
  readonly random: SeededRandom;
  readonly priceOf: (instrument: Instrument) => Decimal;
  /** How far the price stands from its average of late: -0.02 is 2 % below. A feeling, not money. */
  readonly leaningOf: (instrument: Instrument) => number;
};

/** What one order of the demo is worth, in USDT. */
const orderSize = { least: 1500, most: 9000 };
const usualTypes = [
  'MARKET',
  'MARKET',
  'MARKET',
  'LIMIT',
  'LIMIT',
  'LIMIT',
  'LIMIT',
  'STOP',
  'STOP_LIMIT',
] as const;

/**
 * An ordinary trader of spot markets: buys what fell and sells what rose, with every kind of order, changes its
 * mind about what rests, and now and then asks for more than it can pay.
 */
export function createDemoTrader({ session, read, account, random, priceOf, leaningOf }: DemoTraderNeeds) {
  async function place(terms: Omit<OrderTerms, 'accountId'>, strategy?: string): Promise<Order | undefined> {
    const placed = await session.placeOrder({ terms: { ...terms, accountId: account }, strategy });
    return placed.ok ? placed.value.order : undefined;
  }

  async function heldOf(instrument: Instrument): Promise<Decimal> {
    const open = await read.positions.active([account]);
    return open.find((position) => position.instrumentId === instrument.id)?.quantity ?? Decimal.zero;
  }

  function quantityFor(instrument: Instrument, value: number): Decimal {
    const wanted = Decimal.fromInteger(value).dividedBy(priceOf(instrument), 12, 'down');
    return Decimal.max(wanted.roundToMultiple(instrument.lotSize, 'floor'), instrument.lotSize);
  }

  /** The market's price moved by `share` thousandths, on the tick. */
  function priceNear(instrument: Instrument, thousandths: number): Decimal {
    const factor = Decimal.fromInteger(1000 + thousandths).dividedBy(Decimal.fromInteger(1000), 3, 'down');
    return priceOf(instrument).times(factor).roundToMultiple(instrument.tickSize, 'half-even');
  }

  function termsFor(instrument: Instrument, side: Side, quantity: Decimal): Omit<OrderTerms, 'accountId'> {
    const type = random.pick<OrderType>(usualTypes);
    const away = side === 'BUY' ? 1 : -1;
    const patient = random.between(0, 12);
    const breakout = random.between(3, 20);
    const common = { instrumentId: instrument.id, side, quantity, type };
    switch (type) {
      case 'MARKET':
        return { ...common, timeInForce: 'GTC', limitPrice: undefined, stopPrice: undefined };
      case 'LIMIT': {
        const timeInForce = random.pick(['GTC', 'GTC', 'DAY', 'DAY', 'IOC', 'FOK'] as const);
        return {
          ...common,
          timeInForce,
          limitPrice: priceNear(instrument, -away * patient),
          stopPrice: undefined,
        };
      }
      case 'STOP':
        return {
          ...common,
          timeInForce: 'DAY',
          limitPrice: undefined,
          stopPrice: priceNear(instrument, away * breakout),
        };
      case 'STOP_LIMIT':
        return {
          ...common,
          timeInForce: 'DAY',
          limitPrice: priceNear(instrument, away * (breakout + 4)),
          stopPrice: priceNear(instrument, away * breakout),
        };
    }
  }

  /** On impulse there is no strategy, and what leaves needs none. */
  async function enter(instrument: Instrument, isLow: boolean): Promise<void> {
    const value = random.next() < 0.03 ? 2_000_000 : random.between(orderSize.least, orderSize.most);
    const terms = termsFor(instrument, 'BUY', quantityFor(instrument, value));
    const usual = isLow ? 'Dip buying' : undefined;
    await place(terms, hasStop(terms.type) ? 'Breakout' : usual);
  }

  async function leave(instrument: Instrument, held: Decimal): Promise<void> {
    const half = held.times(Decimal.from('0.5')).roundToMultiple(instrument.lotSize, 'floor');
    const part =
      random.next() < 0.25 && half.isPositive() ? half : held.roundToMultiple(instrument.lotSize, 'floor');
    if (part.isPositive()) await place(termsFor(instrument, 'SELL', part));
  }

  /** Trader's second thoughts about what still rests. */
  async function review(orders: readonly Order[]): Promise<void> {
    for (const order of orders) {
      const chance = random.next();
      const instrument = session.catalogue.get(order.instrumentId);
      if (chance < 0.3) await session.cancelOrder(order.id);
      else if (chance < 0.5 && order.type === 'LIMIT') {
        const limitPrice = priceNear(instrument, order.side === 'BUY' ? -2 : 2);
        const { quantity, stopPrice } = order;
        await session.amendOrder(order.id, { quantity, limitPrice, stopPrice }, order);
      }
    }
  }

  return {
    /** One look at one market. */
    async trade(instrument: Instrument): Promise<void> {
      const active = (await read.orders.active(account)).filter(
        (order) => order.instrumentId === instrument.id,
      );
      if (active.length > 0) {
        await review(active);
        return;
      }
      const held = await heldOf(instrument);
      const leaning = leaningOf(instrument);
      const impatient = random.next() < 0.12;
      if (held.lessThan(instrument.lotSize)) {
        const isLow = leaning < -0.015;
        if (isLow || impatient) await enter(instrument, isLow);
      } else if (leaning > 0.015 || impatient) {
        await leave(instrument, held);
      }
    },
    /** Takes all of the best offer and lets the rest of the order wait at its price. */
    async takeBestOffer(instrument: Instrument): Promise<void> {
      const endWatch = session.watch.watch(instrument.id, () => undefined);
      const [best] = session.watch.latest(instrument.id)?.book?.asks ?? [];
      endWatch();
      if (best === undefined) return;
      const [price, offered] = best;
      const quantity = Decimal.from(offered).plus(quantityFor(instrument, 6000));
      await place({ ...patientBuy(instrument), quantity, limitPrice: Decimal.from(price) });
    },
    /** Leaves orders that rest below the market, each deeper than the one before. */
    async leaveRestingOrders(instruments: readonly Instrument[]): Promise<void> {
      for (const [at, instrument] of instruments.entries()) {
        const limitPrice = priceNear(instrument, -15 * (at + 1));
        await place(
          { ...patientBuy(instrument), quantity: quantityFor(instrument, 2500), limitPrice },
          'Dip buying',
        );
      }
    },
  };
}

function patientBuy({ id }: Instrument) {
  return { instrumentId: id, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', stopPrice: undefined } as const;
}
