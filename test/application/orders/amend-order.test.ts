import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { SqliteOutboxRepository } from '#src/infrastructure/persistence/sqlite/repositories/outbox-repository.ts';
import { limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

const stopped = { code: 'LOCKED_OUTCOME_UNKNOWN', order: 'another' } as const;

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

async function place(price = '99.50') {
  const placed = await desk.run.placeOrder({ terms: limitBuy('1', price) });
  if (!placed.ok) throw new Error(placed.error.code);
  return placed.value.order;
}

function amendments(): number {
  return desk.exchange.requests.filter(({ kind }) => kind === 'amend').length;
}

const change = { quantity: Decimal.from('3'), limitPrice: Decimal.from('98'), stopPrice: undefined };

describe('amending', () => {
  test('the venue’s confirmation changes quantity and price', async () => {
    const order = await place();
    desk.exchange.answer('amend', [{ type: 'amended', ...change }]);
    const amended = await desk.run.amendOrder(order.id, change, order);
    const events = await desk.run.store.read.orders.events(order.id);
    expect(events.slice(-2).map(({ type, detail }) => [type, detail])).toEqual([
      ['amend-requested', 'quantity from 1 to 3, limit price from 99.5 to 98'],
      ['amended', 'quantity from 1 to 3, limit price from 99.5 to 98'],
    ]);
    expect(amended.ok && [amended.value.quantity.toString(), amended.value.limitPrice?.toString()]).toEqual([
      '3',
      '98',
    ]);
  });

  test('to what an order was when it ended says that it has ended', async () => {
    const order = await place();
    await desk.run.cancelOrder(order.id);
    expect(await desk.run.amendOrder(order.id, order, order)).toEqual({
      ok: false,
      error: { code: 'NOT_ACTIVE', status: 'CANCELLED' },
    });
  });

  test('a refusal leaves the order as it was', async () => {
    const order = await place();
    desk.exchange.answer('amend', { code: 'REFUSED', venueCode: '-1', reason: 'already filled' });
    expect(await desk.run.amendOrder(order.id, change, order)).toMatchObject({
      ok: false,
      error: { code: 'REFUSED' },
    });
    expect((await desk.run.store.read.orders.get(order.id)).quantity.toString()).toBe('1');
    expect(desk.published.filter(({ type }) => type === 'alertRaised')).toEqual([]);
  });

  test('terms are checked before anything is sent', async () => {
    const order = await place();
    const offTick = { ...change, limitPrice: Decimal.from('98.001') };
    expect(await desk.run.amendOrder(order.id, offTick, order)).toMatchObject({
      ok: false,
      error: { code: 'INVALID_TERMS', problems: [{ field: 'limitPrice' }] },
    });
    expect(amendments()).toBe(0);
  });

  test('of an account that is locked is refused before anything is recorded', async () => {
    const order = await place();
    desk.run.locks.lock(order.accountId, 'test', stopped);
    expect(await desk.run.amendOrder(order.id, change, order)).toEqual({
      ok: false,
      error: { code: 'ACCOUNT_LOCKED', accountId: order.accountId, reason: stopped },
    });
    expect((await desk.run.store.read.outbox.ofOrder(order.id)).map(({ state }) => state)).toEqual(['sent']);
  });

  test('of an account that is locked needs no room on the disk to be refused', async () => {
    const order = await place();
    desk.run.locks.lock(order.accountId, 'test', stopped);
    desk.fillDisk(0);
    const refused = { ok: false, error: { code: 'ACCOUNT_LOCKED' } };
    expect(await desk.run.amendOrder(order.id, change, order)).toMatchObject(refused);
    expect(await desk.run.placeOrder({ terms: limitBuy('1', '99') })).toMatchObject(refused);
  });

  test('goes on after one that was never sent', async () => {
    const order = await place();
    const { record } = desk.run.files;
    const before = await record.begin();
    const unsent = desk.run.amendOrder(order.id, change, order);
    await desk.clock.advance(0);
    const meanwhile = record.begin();
    await before.rollback();
    const unit = await meanwhile;
    desk.run.locks.lock(order.accountId, 'test', stopped);
    await unit.rollback();
    expect(await unsent).toMatchObject({ error: { code: 'NOT_SENT' } });
    desk.run.locks.release(order.accountId, 'test');
    desk.exchange.answer('amend', [{ type: 'amended', ...change }]);
    expect(await desk.run.amendOrder(order.id, change, order)).toMatchObject({ ok: true });
    expect(amendments()).toBe(1);
  });

  test('goes on after one that was refused', async () => {
    const order = await place();
    desk.exchange.answer('amend', { code: 'REFUSED', venueCode: '-1', reason: 'busy' }, [
      { type: 'amended', ...change },
    ]);
    await desk.run.amendOrder(order.id, change, order);
    expect(await desk.run.amendOrder(order.id, change, order)).toMatchObject({ ok: true });
    expect(amendments()).toBe(2);
  });
});

describe('back to what an order still is, while an amendment to other terms has no outcome', () => {
  test('says what is on its way, and not that it is done', async () => {
    const order = await place();
    desk.exchange.answer('amend', [{ type: 'amended', ...change }]);
    let back: Promise<unknown> = Promise.resolve();
    desk.exchange.onArrival(async ({ kind }) => {
      if (kind === 'amend') back = desk.run.amendOrder(order.id, order, order);
      await back;
    });
    await desk.run.amendOrder(order.id, change, order);
    expect(await back).toEqual({ ok: false, error: { code: 'AMENDMENT_UNDER_WAY', to: change } });
    expect((await desk.run.store.read.orders.get(order.id)).limitPrice).toEqual(Decimal.from('98'));
    expect(amendments()).toBe(1);
  });

  test('says so too after the answer was lost, when the venue may have it already', async () => {
    const order = await place();
    desk.exchange.answer('amend', { code: 'OUTCOME_UNKNOWN', reason: 'no answer in time' });
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no answer in time' });
    await desk.run.amendOrder(order.id, change, order);
    expect(await desk.run.amendOrder(order.id, order, order)).toEqual({
      ok: false,
      error: { code: 'AMENDMENT_UNDER_WAY', to: change },
    });
  });

  test('is done where the venue has told of the same already', async () => {
    const order = await place();
    desk.exchange.answer('amend', { code: 'OUTCOME_UNKNOWN', reason: 'no answer in time' });
    desk.exchange.answer('query', { code: 'OUTCOME_UNKNOWN', reason: 'no answer in time' });
    await desk.run.amendOrder(order.id, change, order);
    await desk.run.store.transact((unit) => unit.orders.update({ ...order, ...change }));
    expect(await desk.run.amendOrder(order.id, change, order)).toMatchObject({ ok: true });
    expect(amendments()).toBe(1);
  });
});

describe('two screens that amend the same order, each from what it saw', () => {
  const other = { quantity: Decimal.one, limitPrice: Decimal.from('97'), stopPrice: undefined };

  test('the second does not set back what the first changed', async () => {
    const order = await place();
    desk.exchange.answer('amend', [{ type: 'amended', ...change }]);
    const first = await desk.run.amendOrder(order.id, change, order);
    if (!first.ok) throw new Error(first.error.code);
    expect(await desk.run.amendOrder(order.id, other, order)).toEqual({
      ok: false,
      error: { code: 'ORDER_CHANGED', now: change },
    });
    expect((await desk.run.store.read.orders.get(order.id)).limitPrice).toEqual(Decimal.from('98'));
    expect(amendments()).toBe(1);
    desk.exchange.answer('amend', [{ type: 'amended', ...other }]);
    expect(await desk.run.amendOrder(order.id, other, first.value)).toMatchObject({ ok: true });
  });

  test('within the same moment the first is sent and the second is told of it', async () => {
    const order = await place();
    desk.exchange.answer('amend', [{ type: 'amended', ...change }]);
    const [first, second] = await Promise.all([
      desk.run.amendOrder(order.id, change, order),
      desk.run.amendOrder(order.id, other, order),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual({ ok: false, error: { code: 'AMENDMENT_UNDER_WAY', to: change } });
    expect(amendments()).toBe(1);
  });

  test('whether a cancel that is under way leaves something to amend is the venue’s to say', async () => {
    const order = await place();
    desk.exchange.answer('amend', {
      code: 'REFUSED',
      venueCode: '-2011',
      reason: 'the order is cancelled',
    });
    const [cancelled, amended] = await Promise.all([
      desk.run.cancelOrder(order.id),
      desk.run.amendOrder(order.id, change, order),
    ]);
    expect(cancelled).toMatchObject({ ok: true, value: { status: 'CANCELLED' } });
    expect(amended).toEqual({ ok: false, error: { code: 'NOT_ACTIVE', status: 'CANCELLED' } });
    expect(amendments()).toBe(1);
  });

  test('nor does one that was decided before the venue told of other terms leave after it', async () => {
    const order = await place();
    const { record } = desk.run.files;
    const before = await record.begin();
    const amended = desk.run.amendOrder(order.id, other, order);
    await desk.clock.advance(0);
    const meanwhile = record.begin();
    await before.rollback();
    const unit = await meanwhile;
    await unit.repositories.orders.update({ ...order, quantity: Decimal.from('2') });
    await unit.commit();
    expect(await amended).toEqual({
      ok: false,
      error: { code: 'NOT_SENT', reason: { code: 'CHANGED_MEANWHILE' } },
    });
    expect(amendments()).toBe(0);
  });
});

test('an amendment reads the same of an order with few requests and with many', async () => {
  const order = await place();
  const answers = (['find', 'unresolvedOf', 'ofOrder', 'unresolved'] as const).map((name) =>
    vi.spyOn(SqliteOutboxRepository.prototype, name),
  );
  async function readBy(quantity: string): Promise<number> {
    for (const spy of answers) spy.mockClear();
    const terms = { ...change, quantity: Decimal.from(quantity) };
    desk.exchange.answer('amend', [{ type: 'amended', ...terms }]);
    const before = await desk.run.store.read.orders.get(order.id);
    expect(await desk.run.amendOrder(order.id, terms, before)).toMatchObject({ ok: true });
    const read = await Promise.all(answers.flatMap(({ mock }) => mock.results.map(({ value }) => value)));
    return read.flat().length;
  }

  const few = await readBy('3');
  await desk.run.store.transact(async (unit) => {
    for (let at = 0; at < 300; at += 1) {
      const entry = newOutboxEntry(
        order,
        { kind: 'amend', ...change },
        {
          id: `earlier-${at}`,
          now: desk.clock.now(),
          digest: (text) => text,
        },
      );
      await unit.outbox.insert({ ...entry, state: 'sent' });
    }
  });

  expect(await readBy('4')).toBe(few);
  vi.restoreAllMocks();
});
