import { expect, it } from 'vitest';

import { tradingAtVenue } from './trading-harness.ts';

const heartbeats = ({ sent }: Awaited<ReturnType<typeof tradingAtVenue>>) => sent('/v1/heartbeat').length;

it('keeps the orders of a key that requires it while the program lives, and no longer', async () => {
  const trading = await tradingAtVenue({ needsHeartbeat: true }, { deadMansSwitch: true });
  const { client, exchange, venueClock, clock, orderOf } = trading;
  await client.place(orderOf({ limit: '98' }));
  for (let times = 0; times < 6; times += 1) {
    const before = heartbeats(trading);
    venueClock.advance(10_000);
    await clock.advance(10_000);
    await expect.poll(() => heartbeats(trading)).toBeGreaterThan(before);
  }
  expect(exchange.openOrders('ann').length).toBe(1);
  await client.close();
  // Nothing switches it off: the venue decides by the key.
  venueClock.advance(29_999);
  expect(exchange.openOrders('ann').length).toBe(1);
  venueClock.advance(1);
  expect(exchange.openOrders('ann')).toEqual([]);
  expect(trading.sent('/v1/order/new').length).toBe(1);
});

it('is not sent where the trader has not chosen it', async () => {
  const trading = await tradingAtVenue();
  trading.venueClock.advance(60_000);
  await trading.clock.advance(60_000);
  expect(heartbeats(trading)).toBe(0);
});
