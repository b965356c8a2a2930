import type { CallRequest } from '#src/contract/contract.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { OrderFilter } from '#src/ports/order-repository.ts';
import type { TripFilter } from '#src/ports/position-repository.ts';
import type { FillFilter } from '#src/ports/trade-repository.ts';

type OrderFilterRequest = CallRequest<'orders.page'>['filter'];
type TradeFilterRequest = Pick<OrderFilterRequest, 'accountId' | 'instrumentId' | 'side' | 'from' | 'to'>;

export function orderFilterOf(input: OrderFilterRequest): OrderFilter {
  const { statuses, strategy, noStrategy, activeOnly } = input;
  return { ...tradeFilterOf(input), statuses, strategy, noStrategy, activeOnly };
}

export function fillFilterOf(input: CallRequest<'fills.page'>['filter']): FillFilter {
  return { ...tradeFilterOf(input), orderId: input.orderId };
}

/** Of the closed round trips of some accounts; of one of them where the filter says which. */
export function tripFilterOf(
  input: TradeFilterRequest,
  accounts: readonly AccountId[],
): TripFilter & { readonly accountIds: readonly AccountId[] } {
  const { accountId: wanted } = input;
  const accountIds = accounts.filter((id) => wanted === undefined || id === wanted);
  return { ...tradeFilterOf(input), accountIds };
}

function tradeFilterOf({ accountId, instrumentId, side, from, to }: TradeFilterRequest) {
  return {
    accountIds: accountId === undefined ? undefined : [accountId],
    instrumentId,
    side,
    from,
    to,
  };
}
