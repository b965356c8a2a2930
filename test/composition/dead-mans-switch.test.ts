import { describe, expect, it } from 'vitest';

import { liveDesk, type LiveVenue } from './live-desk.ts';

async function switchDesk(at: LiveVenue) {
  const live = await liveDesk(at);
  expect(await live.connect()).toMatchObject({ ok: true });
  await live.unlocked();
  const { accountId, handlers } = live;
  const account = async () => (await live.state()).accounts.find(({ id }) => id === accountId);
  const set = (on: boolean) => handlers['accounts.setDeadMansSwitch']({ accountId, on });
  const timeouts = () =>
    live.venue.requests
      .filter(({ path }) => path.endsWith('/CancelAllOrdersAfter'))
      .map(({ body }) => new URLSearchParams(body).get('timeout'));
  return { ...live, account, set, timeouts };
}

describe('the choice of a dead-man’s switch', () => {
  it('is kept with the account, set at once, and taken back', async () => {
    const live = await switchDesk('kraken');
    expect(await live.set(true)).toMatchObject({ ok: true, value: { deadMansSwitch: true } });
    await live.unlocked();
    expect(live.timeouts()[0]).toBe('60');
    expect(await live.account()).toMatchObject({ deadMansSwitch: true });
    // What is so already changes nothing.
    const before = live.timeouts().length;
    expect(await live.set(true)).toMatchObject({ ok: true, value: { deadMansSwitch: true } });
    expect(live.timeouts().length).toBe(before);
    const taken = await live.set(false);
    expect(taken.ok && taken.value.deadMansSwitch).toBe(undefined);
    expect(live.timeouts().at(-1)).toBe('0');
    await live.unlocked();
    expect(live.timeouts().at(-1)).toBe('0');
  });

  it('is off while the workspace is closed, and on again with it', async () => {
    const live = await switchDesk('kraken');
    await live.set(true);
    await live.unlocked();
    await live.place({ limitPrice: '98' });
    await live.handlers['workspaces.close']({});
    expect(live.timeouts().at(-1)).toBe('0');
    expect(live.exchange.openOrders('ann').length).toBe(1);
    const opened = await live.handlers['workspaces.open']({ id: live.workspace });
    expect(opened).toMatchObject({ ok: true });
    await live.unlocked();
    expect(live.timeouts().at(-1)).toBe('60');
    expect(await live.account()).toMatchObject({ deadMansSwitch: true });
  });

  it.each(['binance', 'coinbase'] as const)('is refused at %s, which has none', async (at) => {
    const live = await switchDesk(at);
    expect(await live.set(true)).toMatchObject({
      error: { code: 'ACCOUNT_REFUSED', reason: { code: 'NO_DEAD_MANS_SWITCH' } },
    });
    expect(await live.set(false)).toMatchObject({ ok: true });
    const venue = (await live.state()).venues.find(({ id }) => id === live.id);
    expect(venue?.deadMansSwitch).toBe(undefined);
  });

  it('of an account that is not there is not found', async () => {
    const live = await switchDesk('gemini');
    const none = await live.handlers['accounts.setDeadMansSwitch']({ accountId: 'none', on: true });
    expect(none).toEqual({ ok: false, error: { code: 'NOT_FOUND', what: 'account', id: 'none' } });
  });
});
