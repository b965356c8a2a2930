import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import type { FeedStatus } from '#src/ports/market-data-feed.ts';
import { limitedDesk, priced } from './limited-desk.ts';

const unknownFor = (limit: string) => ({ ok: false, error: { code: 'PRICE_UNKNOWN', limit } });

test.each<FeedStatus>(['connecting', 'offline', 'stale'])(
  'a limit is not held against what a market cost before its feed was %s',
  async (status) => {
    const { feed, clock, buyAtMarket } = await limitedDesk({ maxNotional: Decimal.from('1000') });
    feed.become(status);
    const placed = buyAtMarket('9');
    // The feed is back before the order has waited too long, and the market costs twice as much: 9 × 200 is too much.
    await clock.advance(100);
    feed.become('live');
    feed.show(priced('200'));
    await clock.advance(10_000);
    expect(await placed).toEqual(unknownFor('maxNotional'));
    expect(await buyAtMarket('9')).toMatchObject({ error: { code: 'RISK_LIMIT', limit: 'maxNotional' } });
    expect(await buyAtMarket('4')).toMatchObject({ ok: true, value: { order: { status: 'FILLED' } } });
  },
);

test('nor after it, until the instrument is heard again', async () => {
  const { feed, bid } = await limitedDesk({ maxPriceDistance: Decimal.from('0.1') });
  feed.become('offline');
  feed.become('live');
  expect(await bid('95')).toEqual(unknownFor('maxPriceDistance'));
  feed.show(priced('200'));
  expect(await bid('95')).toMatchObject({ error: { code: 'RISK_LIMIT', limit: 'maxPriceDistance' } });
  expect(await bid('190')).toMatchObject({ ok: true });
});

test('what was told before and is told again is no news', async () => {
  const { feed, bid } = await limitedDesk({ maxPriceDistance: Decimal.from('0.1') });
  feed.become('offline');
  feed.show(priced('100'));
  feed.become('live');
  feed.show(priced('100'));
  expect(await bid('95')).toEqual(unknownFor('maxPriceDistance'));
});
