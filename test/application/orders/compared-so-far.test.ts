import { afterEach, beforeEach, expect, test } from 'vitest';
import { createReconciliation } from '#src/application/orders/reconcile-account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId } from '#src/domain/ids.ts';
import type { Order } from '#src/domain/order.ts';
import { err, ok } from '#src/domain/result.ts';
import type {
  ClientState,
  ExchangeClient,
  FilledAtVenue,
  NotAnswered,
  VenueReport,
} from '#src/ports/exchange-client.ts';
import { account, btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

const hour = 3_600_000;
let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function ownOrder(): Promise<Order> {
  const answer = await desk.run.placeOrder({ terms: limitBuy('1', '99') });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.order;
}

function filled(order: string, venueTradeId: string, time: number): VenueReport {
  return {
    accountId: account,
    clientOrderId: clientOrderId(order),
    brokerOrderId: undefined,
    source: 'stream',
    type: 'filled',
    time,
    receivedAt: time,
    fill: {
      venueTradeId,
      quantity: Decimal.from('0.001'),
      price: Decimal.from('90'),
      fee: undefined,
      liquidity: 'TAKER',
      venueSequence: undefined,
    },
  };
}

/** As from the start of the program to its end, over a venue that says what `exchange` does. */
async function session(exchange: Partial<ExchangeClient>, until: () => boolean): Promise<void> {
  const { store, locks } = desk.run;
  const client: ExchangeClient = {
    ...desk.exchange,
    ...exchange,
    onState(listener: (state: ClientState) => void) {
      listener({ status: 'connected' });
      return () => undefined;
    },
  };
  const reconciliation = createReconciliation({ store, clock: desk.clock, publish: () => undefined, locks });
  reconciliation.follow(await store.read.accounts.get(account), client);
  await expect.poll(until).toBe(true);
  await reconciliation.close();
}

test('a comparison that was broken off is no reason to look at less of what happened before it', async () => {
  const own = await ownOrder();
  const began = desk.clock.now();
  const fills: readonly FilledAtVenue[] = ['early', 'own', 'own'].map((order, at) => ({
    instrumentId: btc.id,
    brokerOrderId: order,
    venueTradeId: String(at + 1),
  }));
  const why = { code: 'VENUE_NOT_REACHED', said: 'no answer' } as const;
  const unanswered: NotAnswered = { code: 'OUTCOME_UNKNOWN', reason: why };
  const looked: (string | undefined)[] = [];
  const { accountId: _, ...terms } = limitBuy('1', '90');
  const early = { ...filled('web_early', '1', began + hour), brokerOrderId: 'early' };
  const venue = (answers: boolean): Partial<ExchangeClient> => ({
    openOrders: async () => ok([]),
    // Its later fills come in while those of another, which are older, are still missing.
    query: async () =>
      ok([
        filled(own.clientOrderId, '2', began + 3 * hour),
        filled(own.clientOrderId, '3', began + 5 * hour),
      ]),
    async fillsSince(_instrument, { after }) {
      looked.push(after);
      return ok(fills.filter(({ venueTradeId }) => Number(venueTradeId) > Number(after ?? 0)));
    },
    async queryAtVenue({ brokerOrderId }) {
      if (brokerOrderId === 'own') return ok([]);
      if (!answers) return err(unanswered);
      return ok([{ ...early, placed: { ...terms, createdAt: began } }]);
    },
  });
  const recorded = async () =>
    (await desk.run.store.read.trades.page({ accountIds: [account] }, 'ascending', { limit: 9 })).rows.length;

  const { locks } = desk.run;
  await session(venue(false), () => locks.reason(account)?.code === 'LOCKED_NOT_ANSWERED');
  expect(await recorded()).toBe(2);
  await session(venue(true), () => looked.length === 2 && locks.reason(account) === undefined);
  expect(await recorded()).toBe(3);
  await session(venue(true), () => looked.length === 3 && locks.reason(account) === undefined);
  expect(looked).toEqual([undefined, undefined, '3']);
});
