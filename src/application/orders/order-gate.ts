import { isTraded, type Account } from '#src/domain/account.ts';
import { amountText } from '#src/domain/currency-places.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { Side } from '#src/domain/fill.ts';
import type { AccountId, InstrumentId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { BookLevel } from '#src/domain/market.ts';
import type { LockReason, UnsentReason } from '#src/domain/order-reason.ts';
import { mostWorking, type Order, type OrderTerms } from '#src/domain/order.ts';
import { checkRisk, type RiskProblem } from '#src/domain/risk-limits.ts';
import type { OutboxRequest } from '#src/ports/outbox-repository.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { AccountLocks } from './account-locks.ts';

export type GateNeeds = {
  readonly locks: AccountLocks;
  /** What the market would ask or bid for it now; undefined when it is not known. */
  readonly referencePrice: (instrument: InstrumentId, side: Side) => Decimal | undefined;
  /** What is shown of what such an order would take, the best first; undefined when it is not known. */
  readonly shownLevels: (instrument: InstrumentId, side: Side) => readonly BookLevel[] | undefined;
};

export type Locked = {
  readonly code: 'ACCOUNT_LOCKED';
  readonly accountId: AccountId;
  readonly reason: LockReason;
};

/** By the trader's decision; what it holds stays, and what is open goes on. */
type Disabled = { readonly code: 'ACCOUNT_DISABLED'; readonly accountId: AccountId };

/** A record with more working orders is not opened (workspaces/assert-openable.ts). */
type TooManyWorking = { readonly code: 'TOO_MANY_WORKING'; readonly most: number };

export type GateRefusal = Locked | Disabled | RiskProblem;
/** Of an order that is not in the record yet. */
export type NewRefusal = GateRefusal | TooManyWorking;

type TradedOn = { readonly account: Account; readonly instrument: Instrument };

export type OrderGate = ReturnType<typeof createOrderGate>;

/**
 * The one place that decides whether a request may leave: by whether the account is enabled, its lock and the portfolio's limits. It is
 * asked when an order is decided, so that a refused one is never recorded, and again inside the unit of work that marks
 * its request "sending", since all three may have changed while it waited. It reads rows by their key and the
 * number of open orders, so it costs the same however long the history is.
 */
export function createOrderGate({ locks, referencePrice, shownLevels }: GateNeeds) {
  function locked(accountId: AccountId): Locked | undefined {
    const reason = locks.reason(accountId);
    return reason === undefined ? undefined : { code: 'ACCOUNT_LOCKED', accountId, reason };
  }

  /** `openOrders`: how many others are open; undefined for what opens none. */
  async function refusal(
    unit: Repositories,
    terms: OrderTerms,
    { account, instrument }: TradedOn,
    openOrders: (() => Promise<number>) | undefined,
  ): Promise<GateRefusal | undefined> {
    const lock = locked(account.id);
    if (lock !== undefined) return lock;
    if (!isTraded(account))
      return { code: 'ACCOUNT_LOCKED', accountId: account.id, reason: { code: 'LOCKED_HISTORY_ONLY' } };
    if (account.disabledAt !== undefined) return { code: 'ACCOUNT_DISABLED', accountId: account.id };
    const { limits } = await unit.portfolios.get(account.portfolioId);
    const counted = openOrders !== undefined && limits.maxOpenOrders !== undefined;
    return checkRisk(counted ? limits : { ...limits, maxOpenOrders: undefined }, terms, {
      instrument,
      reference: referencePrice(instrument.id, terms.side),
      levels: shownLevels(instrument.id, terms.side),
      openOrders: counted ? await openOrders() : 0,
    });
  }

  return {
    locked,
    /** Of an order that is not in the record yet. */
    async refusesNew(
      unit: Repositories,
      terms: OrderTerms,
      where: TradedOn,
    ): Promise<NewRefusal | undefined> {
      const refused = await refusal(unit, terms, where, () => openOrdersOf(unit, terms.accountId));
      if (refused !== undefined) return refused;
      const working = await unit.orders.countWorking();
      return working < mostWorking ? undefined : { code: 'TOO_MANY_WORKING', most: mostWorking };
    },
    /** Of a request about an order as it stands in the record. A cancel is never refused: it only reduces risk. */
    async refuses(
      unit: Repositories,
      order: Order,
      request: OutboxRequest,
    ): Promise<GateRefusal | undefined> {
      if (request.kind === 'cancel') return undefined;
      const where: TradedOn = {
        account: await unit.accounts.get(order.accountId),
        instrument: await unit.instruments.get(order.instrumentId),
      };
      if (request.kind === 'amend') return refusal(unit, { ...order, ...request }, where, undefined);
      // The order itself is one of those that are open.
      return refusal(unit, order, where, async () => (await openOrdersOf(unit, order.accountId)) - 1);
    },
  };
}

function openOrdersOf({ orders }: Repositories, accountId: AccountId): Promise<number> {
  return orders.count({ accountIds: [accountId], activeOnly: true });
}

/** As the reason why a request was not sent; too much never looks like what is allowed. */
export function unsentReason(refusal: GateRefusal): UnsentReason {
  switch (refusal.code) {
    case 'ACCOUNT_LOCKED':
      return refusal.reason;
    case 'ACCOUNT_DISABLED':
      return { code: 'DISABLED' };
    case 'PRICE_UNKNOWN':
      return { code: 'LIMIT_NEEDS_PRICE', limit: refusal.limit };
    case 'RISK_LIMIT': {
      const { limit, currency, asked, allowed } = refusal;
      const plain = { asked: asked.toString(), allowed: allowed.toString() };
      switch (limit) {
        case 'maxNotional':
          return {
            code: 'LIMIT_NOTIONAL',
            asked: amountText(asked, currency, 'ceiling'),
            allowed: amountText(allowed, currency, 'floor'),
            currency,
          };
        case 'maxPriceDistance':
          return { code: 'LIMIT_PRICE_DISTANCE', ...plain };
        case 'maxQuantity':
          return { code: 'LIMIT_QUANTITY', ...plain };
        case 'maxOpenOrders':
          return { code: 'LIMIT_OPEN_ORDERS', ...plain };
      }
    }
  }
}
