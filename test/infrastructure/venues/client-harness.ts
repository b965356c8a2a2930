import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, orderId, type AccountId, type InstrumentId } from '#src/domain/ids.ts';
import { newOrder, type Order, type OrderTerms } from '#src/domain/order.ts';
import type { ExchangeClient, VenueReport } from '#src/ports/exchange-client.ts';

export type TermsText = Partial<Pick<OrderTerms, 'side' | 'timeInForce' | 'type'>> & {
  readonly id?: string;
  readonly quantity?: string;
  readonly limit?: string | undefined;
  readonly stop?: string | undefined;
};

/** Makes new orders of an account, each with an id of its own. */
export function orderMaker(account: AccountId, instrument: InstrumentId, now: () => number) {
  let placed = 0;
  function orderOf({ id, side = 'BUY', quantity = '1', limit, stop, ...rest }: TermsText): Order {
    const name = id ?? `td-0123456789ABCDEFGHJKMN${String((placed += 1)).padStart(4, '0')}`;
    const limited = limit === undefined ? 'MARKET' : 'LIMIT';
    const stopped = limit === undefined ? 'STOP' : 'STOP_LIMIT';
    return newOrder({
      id: orderId(name),
      clientOrderId: clientOrderId(name),
      accountId: account,
      instrumentId: instrument,
      side,
      type: rest.type ?? (stop === undefined ? limited : stopped),
      quantity: Decimal.from(quantity),
      limitPrice: limit === undefined ? undefined : Decimal.from(limit),
      stopPrice: stop === undefined ? undefined : Decimal.from(stop),
      timeInForce: rest.timeInForce ?? 'GTC',
      createdAt: now(),
      replaces: undefined,
      strategy: undefined,
      draftId: undefined,
    });
  }
  return orderOf;
}

export function connected(client: ExchangeClient): Promise<void> {
  return new Promise((resolve) => {
    client.onState(({ status }) => {
      if (status === 'connected') resolve();
    });
  });
}

/** Until the client tells what is looked for. */
export function heard(
  client: ExchangeClient,
  isIt: (report: VenueReport) => boolean,
  act: () => void = () => undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const stop = client.onReport((report) => {
      if (!isIt(report)) return;
      stop();
      resolve();
    });
    act();
  });
}
