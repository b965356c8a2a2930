import type { TradingSession } from '#src/composition/trading-session.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { isActive, type Order, type OrderTerms, type OrderType } from '#src/domain/order.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { SeededRandom } from './seeded-random.ts';

export type DemoTraderNeeds = {
  readonly session: TradingSession;
  readonly read: Repositories;
  readonly account: AccountId;
  readonly random: SeededRandom;
  readonly priceOf: (instrument: Instrument) => Decimal;
};

/** What one order of the demo is worth, in USDT. */
const orderSize = { least: 1500, most: 9000 };

/**
 * An ordinary trader of spot markets: builds positions with every kind of order, takes profits, cuts losses,
 * changes its mind, and now and then asks for more than it can pay.
 */
export function createDemoTrader({ session, read, account, random, priceOf }: DemoTraderNeeds) {
  async function place(terms: Omit<OrderTerms, 'accountId'>): Promise<Order | undefined> {
    const placed = await session.placeOrder({ terms: { ...terms, accountId: account } });
    return placed.ok ? placed.value : undefined;
  }

  async function heldOf(instrument: Instrument): Promise<Decimal> {
    const open = await read.positions.open([account]);
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
    const type = random.pick<OrderType>(['MARKET', 'MARKET', 'MARKET', 'LIMIT', 'LIMIT', 'LIMIT', 'STOP', 'STOP_LIMIT']);
    const away = side === 'BUY' ? 1 : -1;
    const patient = random.between(0, 12);
    const breakout = random.between(3, 20);
    const common = { instrumentId: instrument.id, side, quantity, type };
    switch (type) {
      case 'MARKET':
        return { ...common, timeInForce: 'GTC', limitPrice: undefined, stopPrice: undefined };
      case 'LIMIT': {
        const timeInForce = random.pick(['GTC', 'GTC', 'DAY', 'DAY', 'IOC', 'FOK'] as const);
        return { ...common, timeInForce, limitPrice: priceNear(instrument, -away * patient), stopPrice: undefined };
      }
      case 'STOP':
        return { ...common, timeInForce: 'DAY', limitPrice: undefined, stopPrice: priceNear(instrument, away * breakout) };
      case 'STOP_LIMIT':
        return {
          ...common,
          timeInForce: 'DAY',
          limitPrice: priceNear(instrument, away * (breakout + 4)),
          stopPrice: priceNear(instrument, away * breakout),
        };
    }
  }

  async function enter(instrument: Instrument): Promise<void> {
    const value = random.next() < 0.02 ? 2_000_000 : random.between(orderSize.least, orderSize.most);
    await place(termsFor(instrument, 'BUY', quantityFor(instrument, value)));
  }

  async function leave(instrument: Instrument, held: Decimal): Promise<void> {
    const half = held.times(Decimal.from('0.5')).roundToMultiple(instrument.lotSize, 'floor');
    const part = random.next() < 0.25 && half.isPositive() ? half : held.roundToMultiple(instrument.lotSize, 'floor');
    if (part.isPositive()) await place(termsFor(instrument, 'SELL', part));
  }

  /** Trader's second thoughts about what still rests. */
  async function review(orders: readonly Order[]): Promise<void> {
    for (const order of orders) {
      const chance = random.next();
      const instrument = session.catalogue.get(order.instrumentId);
      if (chance < 0.15) await session.cancelOrder(order.id);
      else if (chance < 0.3 && order.type === 'LIMIT') {
        const limitPrice = priceNear(instrument, order.side === 'BUY' ? -2 : 2);
        await session.amendOrder(order.id, { quantity: order.quantity, limitPrice, stopPrice: order.stopPrice });
      }
    }
  }

  return {
    /** One look at one market. */
    async trade(instrument: Instrument): Promise<void> {
      const active = (await read.orders.active(account)).filter((order) => order.instrumentId === instrument.id);
      if (active.length > 0) {
        await review(active);
        return;
      }
      const held = await heldOf(instrument);
      if (held.lessThan(instrument.lotSize)) await enter(instrument);
      else if (random.next() < 0.6) await leave(instrument, held);
    },
    /** Leaves the desk as a trader would find it in the morning: one order partly filled, some resting. */
    async leaveOpenOrders(instruments: readonly Instrument[]): Promise<void> {
      await session.cancelAll({});
      for (const [at, instrument] of instruments.entries()) {
        const common = { instrumentId: instrument.id, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', stopPrice: undefined } as const;
        const ask = session.watch.referencePrice(instrument.id, 'BUY');
        if (at === 0 && ask !== undefined) await placeLargerThanTheBest({ ...common, limitPrice: ask }, instrument);
        else await place({ ...common, quantity: quantityFor(instrument, 2500), limitPrice: priceNear(instrument, -30 * at) });
      }
    },
  };

  async function placeLargerThanTheBest(
    terms: Omit<OrderTerms, 'accountId' | 'quantity'>,
    instrument: Instrument,
  ): Promise<void> {
    const [best] = session.watch.latest(instrument.id)?.book?.asks ?? [];
    const offered = best === undefined ? instrument.lotSize : Decimal.from(best[1]);
    const placed = await place({ ...terms, quantity: offered.plus(quantityFor(instrument, 1200)) });
    if (placed !== undefined && !isActive(placed.status)) await place({ ...terms, quantity: offered.plus(offered) });
  }
}

export type DemoTrader = ReturnType<typeof createDemoTrader>;
