import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newOutboxEntry } from '#src/application/orders/outbox-entry.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { draftId } from '#src/domain/ids.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { sha256 } from '#src/infrastructure/system/sha256.ts';
import { limitBuy, openDesk, type Desk } from '#test/application/desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk({ ...noLimits, maxNotional: Decimal.from('5000') });
});

afterEach(() => desk.close());

const draft = draftId('draft-1');
const terms = limitBuy('1', '99.50');
const posts = () => desk.exchange.requests.filter(({ kind }) => kind === 'place').length;

async function ordersRecorded(): Promise<number> {
  return desk.run.store.read.orders.count({});
}

describe('a draft that was placed', () => {
  test('answers with its order when it is asked for again, and nothing is sent', async () => {
    const first = await desk.run.placeOrder({ terms, draftId: draft });
    expect(first).toMatchObject({ ok: true, value: { alreadyPlaced: false } });
    const again = await desk.run.placeOrder({ terms, draftId: draft });
    expect(again).toEqual({
      ok: true,
      value: { order: first.ok && first.value.order, alreadyPlaced: true },
    });
    expect([posts(), await ordersRecorded()]).toEqual([1, 1]);
  });

  test('is one order for two calls at the same moment', async () => {
    const placed = await Promise.all([1, 2, 3].map(() => desk.run.placeOrder({ terms, draftId: draft })));
    expect(placed.map((one) => one.ok && one.value.alreadyPlaced)).toEqual([false, true, true]);
    expect(new Set(placed.map((one) => one.ok && one.value.order.id)).size).toBe(1);
    expect([posts(), await ordersRecorded()]).toEqual([1, 1]);
  });

  test('stays spent when the program is started again', async () => {
    await desk.run.placeOrder({ terms, draftId: draft });
    await desk.restart();
    const again = await desk.run.placeOrder({ terms, draftId: draft });
    expect(again).toMatchObject({ ok: true, value: { alreadyPlaced: true, order: { status: 'SUBMITTED' } } });
    expect(posts()).toBe(1);
  });

  test('says what became of it while the venue’s answer is lost and the account is locked', async () => {
    desk.exchange.answer('place', new Error('socket hang up'));
    await desk.run.placeOrder({ terms, draftId: draft });
    expect(await desk.run.placeOrder({ terms, draftId: draft })).toMatchObject({
      ok: true,
      value: { alreadyPlaced: true, order: { status: 'UNCONFIRMED' } },
    });
    expect(await desk.run.placeOrder({ terms, draftId: draftId('draft-2') })).toMatchObject({
      error: { code: 'ACCOUNT_LOCKED' },
    });
    expect(posts()).toBe(1);
  });

  test.each([
    ['another quantity', limitBuy('2', '99.50')],
    ['another price', limitBuy('1', '99.51')],
    ['the other side', { ...terms, side: 'SELL' } as const],
    ['another time in force', { ...terms, timeInForce: 'IOC' } as const],
  ])('refuses %s, and names the order', async (_, other) => {
    const first = await desk.run.placeOrder({ terms, draftId: draft });
    expect(await desk.run.placeOrder({ terms: other, draftId: draft })).toEqual({
      ok: false,
      error: { code: 'DRAFT_SPENT', order: first.ok && first.value.order },
    });
    expect([posts(), await ordersRecorded()]).toEqual([1, 1]);
  });

  test.each([
    ['another strategy', 'breakout', 'carry'],
    ['a strategy where there was none', undefined, 'breakout'],
    ['none where there was a strategy', 'breakout', undefined],
  ])('refuses %s, and names the order', async (_, strategy, other) => {
    const first = await desk.run.placeOrder({ terms, strategy, draftId: draft });
    expect(first).toMatchObject({ ok: true, value: { order: { strategy } } });
    expect(await desk.run.placeOrder({ terms, strategy: other, draftId: draft })).toMatchObject({
      ok: false,
      error: { code: 'DRAFT_SPENT', order: { strategy } },
    });
    expect(await desk.run.placeOrder({ terms, strategy, draftId: draft })).toMatchObject({
      value: { alreadyPlaced: true },
    });
    expect([posts(), await ordersRecorded()]).toEqual([1, 1]);
  });

  test('means what was asked for, however the order was amended since', async () => {
    const first = await desk.run.placeOrder({ terms, draftId: draft });
    if (!first.ok) throw new Error(first.error.code);
    const amended = limitBuy('3', '98');
    desk.exchange.answer('amend', [
      { type: 'amended', quantity: amended.quantity, limitPrice: amended.limitPrice, stopPrice: undefined },
    ]);
    await desk.run.amendOrder(first.value.order.id, amended, terms);
    expect(await desk.run.placeOrder({ terms, draftId: draft })).toMatchObject({
      value: { alreadyPlaced: true, order: { quantity: Decimal.from('3') } },
    });
    expect(await desk.run.placeOrder({ terms: amended, draftId: draft })).toMatchObject({
      error: { code: 'DRAFT_SPENT' },
    });
  });

  test('means its own request, though the id of a later one comes before it', async () => {
    const first = await desk.run.placeOrder({ terms, draftId: draft });
    if (!first.ok) throw new Error(first.error.code);
    // As after a clock that was set back between two runs of the program: ids begin with the time.
    const about = { id: 'earlier', now: desk.clock.now(), digest: sha256 };
    const cancel = newOutboxEntry(first.value.order, { kind: 'cancel' }, about);
    await desk.run.store.transact((unit) => unit.outbox.insert({ ...cancel, state: 'sent' }));
    expect(await desk.run.placeOrder({ terms, draftId: draft })).toMatchObject({
      ok: true,
      value: { alreadyPlaced: true },
    });
  });
});

test('a draft that was refused is not spent', async () => {
  expect(await desk.run.placeOrder({ terms: limitBuy('60', '99.50'), draftId: draft })).toMatchObject({
    error: { code: 'RISK_LIMIT' },
  });
  expect(await desk.run.placeOrder({ terms, draftId: draft })).toMatchObject({
    value: { alreadyPlaced: false },
  });
});

test('whatever is asked, at whatever moment, and however the venue answers, a draft is one order at most', async () => {
  const step = fc.oneof(
    { weight: 8, arbitrary: fc.record({ draft: fc.nat(3), quantity: fc.constantFrom('1', '1', '1', '2') }) },
    { weight: 2, arbitrary: fc.constantFrom('accepted' as const, 'refused' as const, 'lost' as const) },
  );
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 5 }), { maxLength: 5 }), async (turns) => {
      round += 1;
      const orders = new Map<string, string>();
      const sent = posts();
      for (const turn of turns) {
        // What is in a turn is asked for at once.
        await Promise.all(turn.map(act));
      }
      await desk.clock.advance(60_000);
      expect(posts() - sent).toBeLessThanOrEqual(orders.size);

      async function act(what: (typeof turns)[number][number]): Promise<void> {
        if (what === 'accepted') desk.exchange.answer('place', [{ type: 'accepted' }]);
        else if (what === 'refused')
          desk.exchange.answer('place', { code: 'REFUSED', venueCode: '1', reason: 'no' });
        else if (what === 'lost') desk.exchange.answer('place', new Error('socket hang up'));
        else await ask(`${round}/${what.draft}`, what.quantity);
      }

      async function ask(name: string, quantity: string): Promise<void> {
        const answer = await desk.run.placeOrder({
          terms: limitBuy(quantity, '99.50'),
          draftId: draftId(name),
        });
        const order = answer.ok
          ? answer.value.order
          : 'order' in answer.error
            ? answer.error.order
            : undefined;
        if (order === undefined) return;
        expect(orders.get(name) ?? order.id).toBe(order.id);
        orders.set(name, order.id);
      }
    }),
    { numRuns: 20 },
  );
});

test('an amendment to what the order is already asks the venue for nothing', async () => {
  const placed = await desk.run.placeOrder({ terms });
  if (!placed.ok) throw new Error(placed.error.code);
  expect(await desk.run.amendOrder(placed.value.order.id, terms, terms)).toEqual({
    ok: true,
    value: placed.value.order,
  });
  expect(desk.exchange.requests.map(({ kind }) => kind)).toEqual(['place']);
});
