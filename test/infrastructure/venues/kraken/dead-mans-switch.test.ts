import { describe, expect, it } from 'vitest';

import { tradingAtVenue } from './trading-harness.ts';

type Trading = Awaited<ReturnType<typeof tradingAtVenue>>;
const chosen = { deadMansSwitch: true };
const timeouts = ({ sent }: Trading) =>
  sent('CancelAllOrdersAfter').map((form) => new URLSearchParams(form).get('timeout'));

/** Time goes on for the program and its venue, and each renewal arrives. */
async function live(trading: Trading, renewals: number): Promise<void> {
  for (let times = 0; times < renewals; times += 1) {
    const before = timeouts(trading).length;
    trading.venueClock.advance(15_000);
    await trading.clock.advance(15_000);
    await expect.poll(() => timeouts(trading).length).toBeGreaterThan(before);
  }
}

describe('the dead-man’s switch at Kraken', () => {
  it('is not set where the trader has not chosen it', async () => {
    const trading = await tradingAtVenue();
    await trading.client.place(trading.orderOf({ limit: '98' }));
    trading.venueClock.advance(600_000);
    expect(timeouts(trading)).toEqual([]);
    expect(trading.exchange.openOrders('ann').length).toBe(1);
  });

  it('is set before anything can be placed, and orders live as long as the program does', async () => {
    const trading = await tradingAtVenue({}, chosen);
    expect(timeouts(trading)).toEqual(['60']);
    await trading.client.place(trading.orderOf({ limit: '98' }));
    await live(trading, 8);
    expect(trading.exchange.openOrders('ann').length).toBe(1);
  });

  it('cancels once the program is killed, and nothing places again', async () => {
    const trading = await tradingAtVenue({}, chosen);
    await trading.client.place(trading.orderOf({ limit: '98' }));
    await live(trading, 3);
    // Of a program that was killed no time goes on.
    trading.venueClock.advance(59_999);
    expect(trading.exchange.openOrders('ann').length).toBe(1);
    trading.venueClock.advance(1);
    expect(trading.exchange.openOrders('ann')).toEqual([]);
    trading.venueClock.advance(600_000);
    expect(trading.exchange.orders('ann').length).toBe(1);
    expect(trading.sent('AddOrder').length).toBe(1);
  });

  it('is switched off as the account is left, and what works stays', async () => {
    const trading = await tradingAtVenue({}, chosen);
    await trading.client.place(trading.orderOf({ limit: '98' }));
    await trading.client.close();
    expect(timeouts(trading)).toEqual(['60', '0']);
    trading.venueClock.advance(600_000);
    expect(trading.exchange.openOrders('ann').length).toBe(1);
    expect(trading.faults).toEqual([]);
  });

  it('that cannot be renewed locks the account before the venue cancels, until it is set anew', async () => {
    const trading = await tradingAtVenue({}, chosen);
    const { venue, states, clock } = trading;
    venue.faults.next('CancelAllOrdersAfter', { taken: false, answer: { status: 503, body: '' } }, 100);
    await expect
      .poll(async () => {
        await clock.advance(5_000);
        return states.at(-1);
      })
      .toMatchObject({ status: 'lost', reason: { said: expect.stringContaining('dead-man') } });
    expect(timeouts(trading).length).toBeGreaterThan(2);
    venue.faults.clear();
    await expect
      .poll(async () => {
        await clock.advance(5_000);
        return states.at(-1);
      })
      .toEqual({ status: 'connected' });
    expect(trading.sent('AddOrder')).toEqual([]);
  });

  it('is not taken for set where the venue does not say so', async () => {
    const trading = await tradingAtVenue({}, chosen);
    const { venue, states, clock } = trading;
    const body = JSON.stringify({ error: [], result: { currentTime: '', triggerTime: '0' } });
    venue.faults.next('CancelAllOrdersAfter', { taken: false, answer: { status: 200, body } }, 100);
    await expect
      .poll(async () => {
        await clock.advance(5_000);
        return states.at(-1);
      })
      .toMatchObject({ status: 'lost', reason: { said: expect.stringContaining('dead-man') } });
  });
});
