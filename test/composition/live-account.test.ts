import { describe, expect, it } from 'vitest';

import { instrumentId } from '#src/domain/ids.ts';
import { units } from '#test/venues/exchange/units.ts';
import { liveDesk, liveVenues, nothingWrong, type LiveVenue } from './live-desk.ts';

async function connectedDesk(at: LiveVenue) {
  const live = await liveDesk(at);
  expect(await live.connect()).toMatchObject({ ok: true });
  await live.unlocked();
  return live;
}

describe.each(liveVenues)('an account at %s', (at) => {
  it('is locked until it has a key and is compared with its venue, and then it trades', async () => {
    const live = await liveDesk(at);
    await expect.poll(live.locked).toEqual({ code: 'LOCKED_NO_KEY' });
    expect(await live.place()).toMatchObject({ error: { code: 'ACCOUNT_LOCKED' } });
    expect(await live.connect()).toMatchObject({ ok: true, value: { mayTrade: true } });
    await live.unlocked();
    // What it has is known to its venue, which refuses what is too much.
    const asked = { accountId: live.accountId, instrumentId: live.instrumentId, side: 'BUY' } as const;
    expect(await live.handlers['orders.available'](asked)).toEqual({
      ok: true,
      value: { currency: live.market.slice(3) },
    });
    const draft = {
      ...asked,
      type: 'LIMIT',
      quantity: '2',
      limitPrice: '98',
      stopPrice: '',
      timeInForce: 'GTC',
    } as const;
    expect(await live.handlers['orders.estimate'](draft)).toMatchObject({
      ok: true,
      value: { problems: [] },
    });
    await live.unlocked();
    const bought = await live.place({ quantity: '2' });
    expect(bought).toMatchObject({ ok: true });
    await expect.poll(live.orders).toMatchObject([{ status: 'FILLED', filledQuantity: '2', quantity: '2' }]);
    const rests = await live.place({ limitPrice: '98' });
    expect(rests).toMatchObject({ ok: true, value: { order: { status: 'SUBMITTED' } } });
    const orderId = rests.ok ? rests.value.order.id : '';
    await live.handlers['orders.cancel']({ orderId });
    await expect
      .poll(async () => (await live.orders()).map(({ status }) => status))
      .toEqual(['FILLED', 'CANCELLED']);
    expect(await live.verdict()).toEqual(nothingWrong);
  });

  it('says before it is placed as which limit a market order leaves, where it leaves as one', async () => {
    const live = await connectedDesk(at);
    const draft = {
      accountId: live.accountId,
      instrumentId: live.instrumentId,
      type: 'MARKET',
      quantity: '1',
      limitPrice: '',
      stopPrice: '',
      timeInForce: 'IOC',
    } as const;
    const limitOf = async (side: 'BUY' | 'SELL') => {
      const told = await live.handlers['orders.estimate']({ ...draft, side });
      return told.ok && told.value.price !== undefined ? told.value : undefined;
    };
    // As a ticket does.
    live.events.subscribe('quotes', { instrumentIds: [instrumentId(live.instrumentId)] }, () => undefined);
    await live.until(
      async () => (await limitOf('BUY')) !== undefined && (await limitOf('SELL')) !== undefined,
    );
    expect([(await limitOf('BUY'))?.marketLimit, (await limitOf('SELL'))?.marketLimit]).toEqual(
      at === 'gemini' ? ['106.05', '94.05'] : [undefined, undefined],
    );
  });

  it('where the program was not told of a market on this machine, is not to be had', async () => {
    const { handlers, state } = await liveDesk(at);
    const [portfolio] = (await state()).portfolios;
    const trades = {
      mode: 'live',
      venue: at,
      environment: 'live',
      makerFee: '0',
      takerFee: '0',
    } as const;
    expect(
      await handlers['accounts.add']({ name: 'Real', portfolio: { id: portfolio?.id ?? '' }, trades }),
    ).toMatchObject({ error: { code: 'ACCOUNT_REFUSED', reason: { code: 'REAL_KEPT_APART' } } });
  });
});

describe.each(liveVenues)('an order at %s whose answer is lost', (at) => {
  it.each([
    ['after it was taken', { taken: true, answer: 'reset' }, 'SUBMITTED'],
    ['before', { taken: false, answer: 'reset' }, 'EXPIRED'],
    [
      'as a time-out of the venue after it was taken',
      { taken: true, answer: { status: 504, body: '{"code":-1007,"msg":"Timeout"}' } },
      'SUBMITTED',
    ],
    ['as a 503 before', { taken: false, answer: { status: 503, body: '' } }, 'EXPIRED'],
  ] as const)('%s locks the account until its fate is proven', async (_name, fault, fate) => {
    const live = await connectedDesk(at);
    live.venue.faults.next(live.placing, fault);
    const placed = await live.place({ limitPrice: '98' });
    // The stream may have told of it before the answer was known to be lost.
    const known = fate === 'EXPIRED' ? ['UNCONFIRMED'] : ['UNCONFIRMED', fate];
    expect(known).toContain(placed.ok && placed.value.order.status);
    expect(await live.locked()).toMatchObject({ code: 'LOCKED_OUTCOME_UNKNOWN' });
    expect(await live.place()).toMatchObject({ error: { code: 'ACCOUNT_LOCKED' } });
    const unlockedAt = live.clock.now();
    await live.unlocked();
    expect((await live.orders()).map(({ status }) => status)).toEqual([fate]);
    const waited = live.clock.now() - unlockedAt;
    expect(waited).toBeGreaterThanOrEqual(fate === 'EXPIRED' ? 15_000 : 0);
    expect(live.posts()).toBe(1);
    expect(await live.verdict()).toEqual(nothingWrong);
  });
});

describe.each(liveVenues)('what happens at %s while the program does not hear it', (at) => {
  it('is brought in once it does: fills, ends, and orders that were placed elsewhere', async () => {
    const live = await connectedDesk(at);
    await live.place({ limitPrice: '99', quantity: '2' });
    await live.place({ limitPrice: '98' });
    await live.handlers['workspaces.close']({});
    live.exchange.crowd.take(live.market, 'SELL', units('6'), units('99'));
    await live.placeElsewhere('by-hand', '97');
    await live.placeElsewhere('at-once', '101');
    const [, resting] = live.exchange.openOrders('ann').map(({ clientOrderId }) => clientOrderId);
    await live.cancelElsewhere(resting ?? '');
    await live.handlers['workspaces.open']({ id: live.workspace });
    await live.unlocked();
    expect((await live.orders()).map(({ external, status }) => [external, status])).toEqual([
      [false, 'PARTIALLY_FILLED'],
      [false, 'CANCELLED'],
      [true, 'SUBMITTED'],
      [true, 'FILLED'],
    ]);
    expect(await live.verdict()).toEqual(nothingWrong);
  });

  it('on a stream that loses messages is found within a minute', async () => {
    const live = await connectedDesk(at);
    await live.place({ limitPrice: '99', quantity: '1' });
    live.venue.faults.nextFrame(live.frames, 'dropped', 10);
    live.exchange.crowd.take(live.market, 'SELL', units('6'), units('99'));
    live.venue.faults.clear();
    await live.until(async () => (await live.fills()).length === 1, 5_000);
    expect((await live.orders()).map(({ status }) => status)).toEqual(['FILLED']);
    expect(await live.verdict()).toEqual(nothingWrong);
  });

  it('on a stream that repeats and swaps them is counted once', async () => {
    const live = await connectedDesk(at);
    live.venue.faults.seededFrames({ seed: 7, percent: 60, faults: ['twice', 'after the next', 'dropped'] });
    await live.place({ limitPrice: '99', quantity: '5' });
    live.exchange.crowd.take(live.market, 'SELL', units('5'), units('99'));
    for (let times = 0; times < 5; times += 1)
      live.exchange.crowd.take(live.market, 'SELL', units('0.5'), units('99'));
    live.venue.faults.clear();
    await live.until(async () => (await live.fills()).length === 5, 5_000);
    expect(await live.verdict()).toEqual(nothingWrong);
  });

  it('locks the account from the end of the stream until it is compared', async () => {
    const live = await connectedDesk(at);
    live.venue.refuseSockets(true);
    live.venue.disconnect();
    await expect.poll(live.locked).toMatchObject({ code: 'LOCKED_NOT_REACHED' });
    expect(await live.place()).toMatchObject({ error: { code: 'ACCOUNT_LOCKED' } });
    live.venue.refuseSockets(false);
    await live.unlocked();
    expect(await live.place()).toMatchObject({ ok: true });
    await expect.poll(live.orders).toMatchObject([{ status: 'FILLED' }]);
  });
});

describe('the comparison of an account with its venue', () => {
  it('is made when it is asked for, and tells what differed, and since when trading is locked', async () => {
    const live = await connectedDesk('gemini');
    const compare = (now: boolean) => live.handlers['accounts.compare']({ accountId: live.accountId, now });
    expect(await compare(false)).toMatchObject({
      ok: true,
      value: { lockedSince: undefined, comparedAt: expect.any(Number), differences: [] },
    });
    await live.place({ limitPrice: '99', quantity: '1' });
    live.venue.faults.nextFrame(live.frames, 'dropped', 20);
    live.exchange.crowd.take(live.market, 'SELL', units('6'), units('99'));
    await live.placeElsewhere('by-hand', '97');
    const told = await compare(true);
    expect(told).toMatchObject({
      ok: true,
      value: {
        differences: [
          { kind: 'PLACED_ELSEWHERE', symbol: 'BTCUSD', theirs: { quantity: '1', filledQuantity: '0' } },
          { kind: 'FILLS_MISSED', ours: { status: 'SUBMITTED', quantity: '1', filledQuantity: '0' } },
        ],
      },
    });
    expect(told.ok && told.value.differences.map(({ ours, theirs }) => [ours, theirs].map(Boolean))).toEqual([
      [false, true],
      [true, false],
    ]);
    expect((await live.fills()).length).toBe(1);
    live.venue.refuseSockets(true);
    live.venue.disconnect();
    await expect.poll(live.locked).toBeDefined();
    // Where the venue is not reached nothing is waited for.
    expect(await compare(true)).toMatchObject({ ok: true, value: { lockedSince: expect.any(Number) } });
    expect(await live.handlers['accounts.compare']({ accountId: 'none', now: true })).toMatchObject({
      error: { code: 'NOT_FOUND', what: 'account' },
    });
  });
});
