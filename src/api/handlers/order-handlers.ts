import type { CallRequest } from '#src/contract/contract.ts';
import type { AmendableTerms } from '#src/contract/orders.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { draftId } from '#src/domain/ids.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import { presentOrder } from '#src/api/present/present-order.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { decimalOrUnknown } from './decimal-input.ts';
import { amendFailure, cancelFailure, placeFailure } from './failures.ts';
import { within, type CurrentWorkspace } from './open-workspace.ts';

type OrderCalls = 'orders.place' | 'orders.cancel' | 'orders.cancelAll' | 'orders.amend';

/** What the trader asks of a venue. */
export function createOrderHandlers(current: CurrentWorkspace): Pick<Handlers, OrderCalls> {
  return {
    'orders.place': within(current, async ({ session, clock }, input: CallRequest<'orders.place'>) => {
      if (isStale(input, clock)) return err({ code: 'NOT_SENT' });
      const placed = await session.placeOrder({
        terms: termsOf(input),
        strategy: input.strategy,
        draftId: draftId(input.draftId),
        restoredAt: input.restoredAt,
      });
      if (!placed.ok) return err(placeFailure(placed.error));
      const { order, alreadyPlaced } = placed.value;
      return ok({ order: presentOrder(order), alreadyPlaced });
    }),
    'orders.cancel': within(current, async ({ session }, input: CallRequest<'orders.cancel'>) => {
      const cancelled = await session.cancelOrder(input.orderId);
      return cancelled.ok ? ok(presentOrder(cancelled.value)) : err(cancelFailure(cancelled.error));
    }),
    'orders.cancelAll': within(current, async ({ session }, input: CallRequest<'orders.cancelAll'>) => {
      const { requested, failed } = await session.cancelAll({
        ...(input.accountId === undefined ? {} : { accountId: input.accountId }),
        ...(input.instrumentId === undefined ? {} : { instrumentId: input.instrumentId }),
      });
      return ok({
        requested,
        failed: failed.map(({ orderId: id, error }) => ({
          orderId: id,
          error: cancelFailure(error),
        })),
      });
    }),
    'orders.amend': within(current, async ({ session, clock }, input: CallRequest<'orders.amend'>) => {
      if (isStale(input, clock)) return err({ code: 'NOT_SENT' });
      const { orderId: id, seen, ...change } = input;
      const amended = await session.amendOrder(id, amendable(change), amendable(seen));
      return amended.ok ? ok(presentOrder(amended.value)) : err(amendFailure(amended.error));
    }),
  };
}

/** Milliseconds. A sign of life goes out each second; a screen sends nothing after three without one. */
const longestSilence = 5000;

/** Decided before the core stood still: the market is another one by now, and the trader was told that nothing is sent. */
function isStale({ heardAt }: { readonly heardAt?: number | undefined }, clock: Clock): boolean {
  return heardAt !== undefined && clock.monotonic() - heardAt > longestSilence;
}

function termsOf(input: CallRequest<'orders.place'>): OrderTerms {
  const { accountId, instrumentId, side, type, timeInForce } = input;
  return {
    accountId,
    instrumentId,
    side,
    type,
    ...amendable(input),
    timeInForce,
  };
}

function amendable({ quantity, limitPrice, stopPrice }: AmendableTerms) {
  return {
    quantity: Decimal.from(quantity),
    limitPrice: decimalOrUnknown(limitPrice),
    stopPrice: decimalOrUnknown(stopPrice),
  };
}
