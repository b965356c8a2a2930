import { expect, test } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { bookOf } from '#test/domain/matching/matching-fixtures.ts';
import { limitedDesk } from './limited-desk.ts';

/** One at 100, and the next ones at 400. */
const thin = bookOf(
  [['99', '50']],
  [
    ['100', '1'],
    ['400', '2'],
    ['401', '50'],
  ],
);

test('an order at the market is worth what the shown book asks for all of it, not its best price for each', async () => {
  const { feed, buyAtMarket } = await limitedDesk({ maxNotional: Decimal.from('1200') });
  // 100 + 2 × 400 + 401, where four at the best price are 400.
  feed.show(thin, [], 3);
  expect(await buyAtMarket('4')).toEqual(refusedFor('1301'));
  // The last one costs no less than what is shown.
  feed.show(thin, [], 2);
  expect(await buyAtMarket('4')).toEqual(refusedFor('1300'));
  expect(await buyAtMarket('3')).toMatchObject({ ok: true, value: { order: { status: 'FILLED' } } });
});

function refusedFor(asked: string) {
  const amounts = { asked: Decimal.from(asked), allowed: Decimal.from('1200') };
  return { ok: false, error: { code: 'RISK_LIMIT', limit: 'maxNotional', currency: 'USDT', ...amounts } };
}
