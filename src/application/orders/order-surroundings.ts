import { heldIn } from '#src/domain/held.ts';
import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { InstrumentId, OrderId } from '#src/domain/ids.ts';
import { notionalOf, type Instrument } from '#src/domain/instrument.ts';
import { averageFillPrice, remainingQuantity, type Order, type OrderTerms } from '#src/domain/order.ts';
import { medianOf } from '#src/domain/median.ts';
import type { OrderSurroundings } from '#src/domain/plausibility/order-warning.ts';
import type { MarketUpdate } from '#src/ports/market-data-feed.ts';
import type { OrderFilter } from '#src/ports/order-repository.ts';
import { amountIn } from '#src/domain/money.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { baseOf } from './held-legs.ts';
import type { Estimate } from './estimate-order.ts';

export type SurroundingsNeeds = {
  readonly read: Repositories;
  readonly account: Account;
  readonly instrument: Instrument;
  readonly instrumentOf: (id: InstrumentId) => Instrument | undefined;
  readonly market: MarketUpdate | undefined;
  /** Since the market was last heard of, milliseconds; undefined where it never was. */
  readonly quoteAge: number | undefined;
  /** Of the account's portfolio, in the instrument's settle currency. */
  readonly equity: Decimal | undefined;
  readonly notional: Decimal | undefined;
  /** Of what an amendment would still fill; of a new order all of it. */
  readonly toFill: Pick<Estimate, 'size' | 'shown'>;
  /** The order that is being amended: it is not in its own way. */
  readonly amends: OrderId | undefined;
};

/** Enough of the last orders to say what is usual, and few enough to be read while the trader types. */
const lastOrders = 20;
const fewestOrders = 3;

/** What an order that fills these terms would meet, as far as the record and the market know it now. */
export async function surroundingsOf(
  toFill: OrderTerms,
  needs: SurroundingsNeeds,
): Promise<OrderSurroundings> {
  const { read, account, instrument, market, quoteAge, equity, notional, amends } = needs;
  const accountIds = [account.id];
  const here = await lastOf(read, { accountIds, instrumentId: instrument.id }, amends);
  const usualQuantity = medianOf(
    here.map(({ quantity }) => quantity),
    fewestOrders,
  );
  const everywhere = usualQuantity === undefined ? await lastOf(read, { accountIds }, amends) : [];
  const waiting = (await read.orders.active(account.id))
    .filter((order) => order.instrumentId === instrument.id && order.id !== amends)
    .map((order) => ({ ...order, remaining: remainingQuantity(order) }));
  const held = await heldQuantity(needs);
  return {
    bid: decimalOr(market?.quote.bid),
    ask: decimalOr(market?.quote.ask),
    last: decimalOr(market?.quote.last),
    quoteAge,
    usualQuantity,
    usualNotional: medianOf(
      everywhere.flatMap((order) => worthOf(order, needs) ?? []),
      fewestOrders,
    ),
    notional,
    openingNotional: openingPart(toFill, needs.toFill.size, held),
    equity,
    held,
    quantityToFill: toFill.quantity,
    shown: needs.toFill.shown,
    waiting,
  };
}

/** The newest first; what was refused says nothing of what is usual. */
async function lastOf(
  read: Repositories,
  filter: OrderFilter,
  amends: OrderId | undefined,
): Promise<readonly Order[]> {
  const { rows } = await read.orders.page(
    filter,
    { by: 'time', direction: 'descending' },
    { limit: lastOrders },
  );
  return rows.filter(({ id, status }) => id !== amends && status !== 'REJECTED');
}

/** Undefined in another currency, and for what has neither a price nor a fill. */
function worthOf(order: Order, { instrument: wanted, instrumentOf }: SurroundingsNeeds): Decimal | undefined {
  const instrument = instrumentOf(order.instrumentId);
  const price = averageFillPrice(order) ?? order.limitPrice ?? order.stopPrice;
  if (instrument?.settle !== wanted.settle || price === undefined) return undefined;
  return notionalOf(instrument, order.quantity, price);
}

async function heldQuantity({ read, account, instrument }: SurroundingsNeeds): Promise<Decimal> {
  const held = heldIn(await baseOf(read, account.id), instrument);
  if (held === undefined) return amountIn(await read.ledger.cash(account.id), instrument.base);
  const positions = await read.positions.active([account.id]);
  return Decimal.sum(
    positions.filter((position) => position.held === held).map((position) => position.quantity),
  );
}

/** What is left of the notional once the order has closed what is held on the other side. */
function openingPart(
  { side, quantity }: OrderTerms,
  notional: Decimal | undefined,
  held: Decimal,
): Decimal | undefined {
  if (notional === undefined || !quantity.isPositive()) return undefined;
  const closable = Decimal.max(side === 'BUY' ? held.negated() : held, Decimal.zero);
  const opening = Decimal.max(quantity.minus(closable), Decimal.zero);
  return notional.times(opening).per(quantity);
}

function decimalOr(text: string | undefined): Decimal | undefined {
  return text === undefined ? undefined : Decimal.from(text);
}
