import type { Exchange } from './exchange.ts';
import { isOpen, type ExchangeFill, type ExchangeOrder } from './order.ts';
import { parseUnits } from './units.ts';

/** What a client holds to be true of its account, in its own words and numbers. */
export type Claims = {
  readonly orders: readonly {
    readonly clientOrderId: string;
    readonly isOpen: boolean;
    readonly executed: string;
  }[];
  readonly fills: readonly {
    readonly clientOrderId: string;
    readonly tradeId: string;
    readonly price: string;
    readonly quantity: string;
    readonly fee: string;
  }[];
};

/** Where a client and the exchange differ. A client that is right has nothing in any of them. */
export type Verdict = {
  /** Client order ids that the exchange has taken and the client does not know. */
  readonly lost: readonly string[];
  /** Client order ids that the exchange has taken more than once. */
  readonly twice: readonly string[];
  /** Orders whose end, or what is filled of them, is not as the exchange has it; and those that it has never taken. */
  readonly wrong: readonly string[];
  /** Fills that the client does not know. */
  readonly missed: readonly string[];
  /** Fills that it counts and that are none, are other ones, or are counted already. */
  readonly doubled: readonly string[];
};

/** Judges by the exchange's own books. `tradeId` is how the venue writes a trade's number. */
export function judge(
  exchange: Exchange,
  account: string,
  claims: Claims,
  tradeId: (id: number) => string = String,
): Verdict {
  const taken = Map.groupBy(exchange.orders(account), placedAs);
  const claimed = Map.groupBy(claims.orders, ({ clientOrderId }) => clientOrderId);
  const names = new Map(
    exchange.orders(account).map((order) => [`${order.symbol} ${order.id}`, placedAs(order)]),
  );
  const nameOf = (fill: ExchangeFill) =>
    `${names.get(`${fill.symbol} ${fill.orderId}`) ?? ''} ${tradeId(fill.tradeId)}`;
  const fills = new Map(exchange.fills(account).map((fill) => [nameOf(fill), fill]));
  const counted = Map.groupBy(claims.fills, (fill) => `${fill.clientOrderId} ${fill.tradeId}`);

  return {
    lost: [...taken.keys()].filter((id) => !claimed.has(id)),
    twice: [...taken].filter(([, orders]) => orders.length > 1).map(([id]) => id),
    wrong: [...claimed].filter(([id, [claim]]) => !isRight(claim, taken.get(id)?.at(-1))).map(([id]) => id),
    missed: [...fills.keys()].filter((name) => !counted.has(name)),
    doubled: [...counted]
      .filter(([name, [claim, ...more]]) => more.length > 0 || !isSame(claim, fills.get(name)))
      .map(([name]) => name),
  };
}

/** The id that the order was placed with: an amendment may have changed it. */
function placedAs({ amendments, clientOrderId }: ExchangeOrder): string {
  return amendments[0]?.clientOrderIds.before ?? clientOrderId;
}

/** An order that the exchange has never taken is right as long as it holds for ended, with nothing filled. */
function isRight(claim: Claims['orders'][number] | undefined, order: ExchangeOrder | undefined): boolean {
  if (claim === undefined) return false;
  const executed = parseUnits(claim.executed);
  if (order === undefined) return !claim.isOpen && executed === 0n;
  return claim.isOpen === isOpen(order) && executed === order.executed;
}

function isSame(claim: Claims['fills'][number] | undefined, fill: ExchangeFill | undefined): boolean {
  if (claim === undefined || fill === undefined) return false;
  return (
    parseUnits(claim.price) === fill.price &&
    parseUnits(claim.quantity) === fill.quantity &&
    parseUnits(claim.fee) === fill.fee
  );
}
