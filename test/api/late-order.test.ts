import { expect, it } from 'vitest';
import { draftId } from '#src/contract/values.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

it('what was decided more than five seconds before the core came to it is not sent', async () => {
  const core = await desk();
  await core.open();
  // The core's clock is at 0.
  const orders = await core.orders();
  const terms = { quantity: '0.1', limitPrice: '42000.01' };
  const place = (heardAt: number) =>
    core.handlers['orders.place']({
      ...terms,
      draftId: draftId.parse(crypto.randomUUID()),
      accountId: 'main',
      instrumentId: 'binance:BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      heardAt,
    });

  expect(await place(-5_001)).toEqual({ ok: false, error: { code: 'NOT_SENT' } });
  expect(await core.orders()).toBe(orders);
  // In time: it is recorded, and waits for the market, which no venue tells here.
  const placing = place(-5_000);
  await expect.poll(core.orders).toBe(orders + 1);

  const amend = (heardAt: number) =>
    core.handlers['orders.amend']({ ...terms, orderId: 'none', seen: terms, heardAt });
  expect(await amend(-5_001)).toEqual({ ok: false, error: { code: 'NOT_SENT' } });
  expect(await amend(-5_000)).toMatchObject({ error: { code: 'NOT_FOUND' } });
  await core.close();
  await placing;
});
