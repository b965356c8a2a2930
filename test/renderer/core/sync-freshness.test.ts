import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { QuoteInfo } from '#src/contract/market.ts';
import { guardSending } from '#renderer/core/sending-guard.ts';
import { canSend, freshAtFirst, useFreshnessStore } from '#renderer/core/freshness-store.ts';
import { initialLiveState, useLiveStore } from '#renderer/core/live-store.ts';
import { lastSign, startFreshness } from '#renderer/core/sync-freshness.ts';
import { createFakeCore } from './fake-core.ts';

const noon = Date.UTC(2026, 0, 5, 12);
const btc = 'binance:BTCUSDT';
const nkn = 'sim:NKNUSDT';

let time: number;
let look: () => void;
let core: ReturnType<typeof createFakeCore>;
let stop: () => void;

beforeEach(() => {
  useLiveStore.setState(initialLiveState, true);
  useFreshnessStore.setState(freshAtFirst, true);
  time = 0;
  core = createFakeCore({ 'orders.place': () => ({}) });
  stop = startFreshness({
    ...core.connection,
    now: () => time,
    wall: () => noon + time,
    every: (_milliseconds, call) => {
      look = call;
      return () => undefined;
    },
  });
  become('open');
});

afterEach(() => stop());

function become(status: 'open' | 'lost'): void {
  core.become(status);
  useLiveStore.setState({ connection: { status, since: noon + time } });
}

/** Time goes by under the eyes of a page that runs, the core saying something every second or not. */
function pass(milliseconds: number, alive: boolean): void {
  for (const end = time + milliseconds; time < end;) {
    time += 500;
    if (alive && time % 1000 === 0) core.live();
    look();
  }
}

function quote(instrumentId: string, last: string): QuoteInfo {
  return { instrumentId, last, time: 1 };
}

const silentSince = () => useFreshnessStore.getState().silentSince;
/** Instruments whose quote is one from before an outage. */
function old(): string[] {
  const { quotes } = useLiveStore.getState();
  const { carried } = useFreshnessStore.getState();
  return Object.keys(quotes).filter((id) => carried[id]?.quote === quotes[id]);
}

describe('a core that stands still', () => {
  test('is told after three seconds, since it was last heard, and sending is not offered', () => {
    pass(60_000, true);
    pass(3000, false);
    expect(silentSince()).toBeUndefined();
    pass(500, false);
    expect(silentSince()).toBe(noon + 60_000);
    expect(canSend()).toBe(false);
  });

  test('and answers again, is fresh, but not the prices from before until each comes anew', () => {
    useLiveStore.setState({ quotes: { [btc]: quote(btc, '1'), [nkn]: quote(nkn, '2') } });
    pass(5000, false);
    core.live();
    expect(silentSince()).toBeUndefined();
    expect(canSend()).toBe(true);
    expect(old()).toEqual([btc, nkn]);
    expect(useFreshnessStore.getState().carried[btc]?.since).toBe(noon);
    useLiveStore.setState((state) => ({ quotes: { ...state.quotes, [btc]: quote(btc, '1') } }));
    expect(old()).toEqual([nkn]);
  });

  test('writes nothing while it answers: a sign of life repaints nothing', () => {
    let writes = 0;
    const end = useFreshnessStore.subscribe(() => {
      writes += 1;
    });
    pass(60_000, true);
    end();
    expect(writes).toBe(0);
  });
});

describe('a page that stood still', () => {
  test('gives the core its three seconds again before it is called silent', () => {
    pass(10_000, true);
    time += 600_000;
    look();
    expect(silentSince()).toBeUndefined();
    pass(3000, false);
    expect(silentSince()).toBeUndefined();
    pass(500, false);
    expect(silentSince()).toBe(noon + 10_000);
  });

  test('whose clock comes once a minute, in the background, never calls it silent', () => {
    for (let minute = 0; minute < 5; minute += 1) {
      time += 60_000;
      look();
    }
    expect(silentSince()).toBeUndefined();
  });
});

describe('a lost connection', () => {
  test('is not called silent as well', () => {
    pass(5000, false);
    become('lost');
    pass(5000, false);
    expect(silentSince()).toBeUndefined();
    expect(canSend()).toBe(false);
  });

  test('that is back leaves the prices as old as they were', () => {
    useLiveStore.setState({ quotes: { [btc]: quote(btc, '1') } });
    pass(2000, true);
    become('lost');
    pass(60_000, false);
    become('open');
    expect(old()).toEqual([btc]);
    expect(useFreshnessStore.getState().carried[btc]?.since).toBe(noon + 2000);
  });
});

test('a feed that is back leaves the prices of its venue as old as they were', () => {
  const feed = { venue: 'binance', status: 'stale', since: noon } as const;
  useLiveStore.setState({ feeds: [feed], quotes: { [btc]: quote(btc, '1'), [nkn]: quote(nkn, '2') } });
  useLiveStore.setState({ feeds: [{ ...feed, status: 'live', since: noon + 60_000 }] });
  expect(old()).toEqual([btc]);
});

test('an order and an amendment are not handed to a core that stands still; a cancel is', async () => {
  const client = guardSending(core.connection.client, canSend, lastSign);
  pass(5000, false);
  const refused = await client.call('orders.amend', { orderId: '1', seen: { quantity: '2' }, quantity: '1' });
  expect(refused).toEqual({ ok: false, error: { code: 'NOT_SENT' } });
  expect(core.asked).toEqual([]);
  void client.call('orders.cancel', { orderId: '1' });
  expect(core.asked.map(({ name }) => name)).toEqual(['orders.cancel']);
  core.live();
  void client.call('orders.amend', { orderId: '1', seen: { quantity: '2' }, quantity: '1' });
  expect(core.asked.map(({ name }) => name)).toEqual(['orders.cancel', 'orders.amend']);
});

test('an order says when the core was last heard, on this connection', async () => {
  const client = guardSending(core.connection.client, canSend, lastSign);
  const amended = { orderId: '1', seen: { quantity: '2' }, quantity: '1' };
  core.emit('alive', { at: 7000 });
  void client.call('orders.amend', amended);
  become('lost');
  become('open');
  void client.call('orders.amend', amended);
  expect(core.asked.map(({ input }) => input)).toEqual([{ ...amended, heardAt: 7000 }, amended]);
});
