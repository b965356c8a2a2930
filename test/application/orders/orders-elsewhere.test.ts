import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountLocks } from '#src/application/orders/account-locks.ts';
import { createElsewhere } from '#src/application/orders/elsewhere.ts';
import { createIngestReports } from '#src/application/orders/ingest-reports.ts';
import { createReconciliation } from '#src/application/orders/reconcile-account.ts';
import type { Change } from '#src/application/changes.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { clientOrderId, orderId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import {
  fillsAtOnce,
  type ClientState,
  type ExchangeClient,
  type FilledAtVenue,
  type VenueReport,
} from '#src/ports/exchange-client.ts';
import { account, btc, limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

type About = { readonly id: string; readonly number?: string };

function common({ id, number }: About) {
  const time = desk.clock.now();
  return {
    accountId: account,
    clientOrderId: clientOrderId(id),
    brokerOrderId: number,
    source: 'stream',
    time,
    receivedAt: time,
  } as const;
}

/** As a venue tells of an order that was placed elsewhere. */
function placed(number: string): Partial<VenueReport> {
  const { accountId: _, ...terms } = limitBuy('1', '90');
  return { placed: { ...terms, createdAt: desk.clock.now() }, brokerOrderId: number };
}

function ended(number: string): VenueReport {
  return { ...common({ id: `web_${number}`, number }), ...placed(number), type: 'cancelled', reason: '' };
}

function filled(about: About, venueTradeId: string): VenueReport {
  const fill = {
    venueTradeId,
    quantity: Decimal.from('0.001'),
    price: Decimal.from('90'),
    fee: undefined,
    liquidity: 'TAKER',
    venueSequence: undefined,
  } as const;
  return { ...common(about), type: 'filled', fill };
}

async function ownOrder() {
  const answer = await desk.run.placeOrder({ terms: limitBuy('1', '99') });
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.order;
}

/** What the whole of a session has, over a venue that says what `exchange` does. */
async function session(exchange: Partial<ExchangeClient> = {}) {
  const { store } = desk.run;
  const { clock } = desk;
  const locked = new Set<string>();
  const locks: AccountLocks = {
    ...desk.run.locks,
    lock(id, key, reason) {
      locked.add(reason.code);
      desk.run.locks.lock(id, key, reason);
    },
  };
  const published: Change[] = [];
  const publish = (changes: readonly Change[]) => void published.push(...changes);
  const listeners: ((state: ClientState) => void)[] = [];
  const client: ExchangeClient = {
    ...desk.exchange,
    query: async ({ clientOrderId: id }) => ok([{ ...common({ id }), type: 'accepted' }]),
    ...exchange,
    onState(listener) {
      listeners.push(listener);
      listener({ status: 'connected' });
      return () => undefined;
    },
  };
  const elsewhere = createElsewhere(clock);
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const reconciliation = createReconciliation({ store, clock, publish, locks, elsewhere });
  const asked: string[] = [];
  const { ingest, recorded } = createIngestReports({
    store,
    publish,
    clock,
    log: silent,
    reconcile: (id) => void asked.push(id),
    elsewhere,
    onLeftOut: reconciliation.onLeftOut,
  });
  reconciliation.follow(await store.read.accounts.get(account), client);
  const alerts = (code: string) =>
    published.filter(
      (change) => change.type === 'alertRaised' && 'code' in change.alert && change.alert.code === code,
    );
  return { ingest, recorded, alerts, asked, locks, locked, store, close: () => reconciliation.close() };
}

test('of very many orders that were placed elsewhere a thousand a minute are recorded, and every own one', async () => {
  const own = await ownOrder();
  const { ingest, recorded, alerts, locks, locked, store, close } = await session();
  const tell = async (from: number, to: number) => {
    for (let number = from; number < to; number += 1) ingest(ended(String(number)));
    await recorded();
  };
  await tell(0, 1_500);
  ingest(filled({ id: own.clientOrderId }, 'own'));
  await recorded();
  expect(await store.read.orders.count({})).toBe(1_001);
  expect((await store.read.orders.get(own.id)).filledQuantity.toString()).toBe('0.001');
  expect(alerts('TOO_MANY_ELSEWHERE')).toHaveLength(1);
  expect(locked).toContain('LOCKED_TOO_MANY_ELSEWHERE');
  await desk.clock.advance(60_000);
  await expect.poll(() => locks.reason(account)).toBeUndefined();
  await tell(1_500, 3_000);
  expect(await store.read.orders.count({})).toBe(2_001);
  expect(alerts('TOO_MANY_ELSEWHERE')).toHaveLength(1);
  await close();
}, 60_000);

test('of very many orders that are not known a thousand a minute are told of', async () => {
  const { ingest, recorded, alerts, close } = await session();
  for (let number = 0; number < 1_500; number += 1)
    ingest({ ...common({ id: `web_${number}` }), type: 'accepted' });
  await recorded();
  expect(alerts('REPORT_OF_STRANGER')).toHaveLength(1_000);
  expect(alerts('TOO_MANY_ELSEWHERE')).toHaveLength(1);
  await close();
});

test('of very many reports that cannot be applied a thousand a minute are noted, and the order is asked about', async () => {
  const [one, other] = [await ownOrder(), await ownOrder()];
  const { ingest, recorded, alerts, asked, store, close } = await session();
  ingest(filled({ id: one.clientOrderId }, 'same'));
  for (let count = 0; count < 1_200; count += 1) ingest(filled({ id: other.clientOrderId }, 'same'));
  await recorded();
  const { rows } = await store.read.audit.page({ limit: 2_000 });
  expect(rows.filter(({ action }) => action === 'set aside')).toHaveLength(1_000);
  expect(alerts('REPORT_SET_ASIDE')).toHaveLength(1_000);
  expect(asked).toHaveLength(1_200);
  expect(new Set(asked)).toEqual(new Set([other.clientOrderId]));
  await close();
}, 60_000);

/** 45,000 fills, all of one order but two, of which both are of another one. */
function manyFills(): readonly FilledAtVenue[] {
  return Array.from({ length: fillsAtOnce * 2 + 5_000 }, (_, at) => ({
    instrumentId: btc.id,
    brokerOrderId: at === 5 || at === 25_000 ? 'few' : 'gone',
    venueTradeId: String(at),
  }));
}

test('more fills than are asked for at once are recorded in pieces, in their order', async () => {
  await ownOrder();
  const fills = manyFills();
  const cursors: (string | undefined)[] = [];
  const recordedThen: number[] = [];
  const { locks, store, close } = await session({
    async fillsSince(_instrument, { after }) {
      cursors.push(after);
      const { rows } = await desk.run.store.read.trades.page({ accountIds: [account] }, 'ascending', {
        limit: 9,
      });
      recordedThen.push(rows.length);
      const from = after === undefined ? 0 : Number(after) + 1;
      return ok(fills.slice(from, from + fillsAtOnce));
    },
    async queryAtVenue({ brokerOrderId }) {
      if (brokerOrderId === 'gone') return ok([]);
      const about = { id: 'web_few', number: 'few' };
      const told = ['5', '25000'].map((id) => ({ ...filled(about, id), ...placed('few') }));
      return ok(told.filter((report): report is VenueReport => report.type === 'filled'));
    },
  });
  await expect.poll(() => locks.reason(account)).toBeUndefined();
  expect(cursors).toEqual([undefined, '19999', '39999']);
  expect(recordedThen).toEqual([0, 1, 2]);
  const few = await store.read.trades.ofOrder(orderId(`${account}/${btc.id}/few`));
  expect(few.map(({ venueTradeId }) => venueTradeId).toSorted()).toEqual(['25000', '5']);
  await close();
});

test('open orders of which there are too many at once are taken up in the minutes that follow', async () => {
  const there = Array.from({ length: 1_100 }, (_, at) => ({
    instrumentId: btc.id,
    brokerOrderId: String(at),
    clientOrderId: clientOrderId(`web_${at}`),
    quantity: Decimal.one,
    filledQuantity: Decimal.zero,
  }));
  const { alerts, locks, store, close } = await session({
    openOrders: async () => ok(there),
    queryAtVenue: async ({ brokerOrderId: number }) => {
      const told = {
        ...common({ id: `web_${number}`, number }),
        ...placed(number),
        type: 'accepted',
      } as const;
      return ok([told]);
    },
  });
  await expect
    .poll(() => locks.reason(account), { timeout: 20_000 })
    .toEqual({ code: 'LOCKED_TOO_MANY_ELSEWHERE' });
  expect(await store.read.orders.count({})).toBe(1_000);
  for (let second = 0; second < 90; second += 1) await desk.clock.advance(1_000);
  await expect.poll(() => locks.reason(account), { timeout: 20_000 }).toBeUndefined();
  expect(await store.read.orders.count({})).toBe(1_100);
  expect(alerts('TOO_MANY_ELSEWHERE')).toHaveLength(1);
  await close();
}, 60_000);
