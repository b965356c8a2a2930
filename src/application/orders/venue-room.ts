import type { Account } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { OrderId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { roomField, type TermsProblem } from '#src/domain/order-terms.ts';
import { hasStop } from '#src/domain/order-type.ts';
import { remainingQuantity, type OrderTerms } from '#src/domain/order.ts';
import { checkRoom } from '#src/domain/venue-room.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { ownedOf } from './estimate-order.ts';

type Asked = {
  readonly account: Account;
  readonly instrument: Instrument;
  /** What is still to fill. */
  readonly toFill: OrderTerms;
  /** The order that is amended: it is in its own way no more. */
  readonly amends: OrderId | undefined;
};

/** What the venue would say to one more order of the account; where it sets no such limit nothing is read. */
export async function roomProblems(
  read: Repositories,
  { account, instrument, toFill, amends }: Asked,
): Promise<readonly TermsProblem[]> {
  const { maxOrders = Infinity, maxStops = Infinity, maxPosition } = instrument.rules ?? {};
  const most = Math.min(maxOrders, hasStop(toFill.type) ? maxStops : Infinity);
  const bounded = maxPosition !== undefined && toFill.side === 'BUY';
  const filter = { accountIds: [account.id], instrumentId: instrument.id, activeOnly: true };
  const isNear = most < Infinity && (await read.orders.count(filter)) >= most;
  if (!isNear && !bounded) return [];
  const open = (await read.orders.active(account.id))
    .filter((order) => order.instrumentId === instrument.id && order.id !== amends)
    .map((order) => ({
      side: order.side,
      remaining: remainingQuantity(order),
      waits: hasStop(order.type) && order.triggeredAt === undefined,
    }));
  const held = bounded ? await ownedOf(read, account, instrument) : Decimal.zero;
  const problem = checkRoom({ ...toFill, toFill: toFill.quantity }, instrument, { open, held });
  return problem === undefined ? [] : [{ field: roomField(problem), ...problem }];
}
