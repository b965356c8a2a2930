import { expect, it, onTestFinished } from 'vitest';

import { Secret } from '#src/domain/secret.ts';
import { geminiDefaults } from '#src/infrastructure/venues/gemini/gemini-config.ts';
import { openGeminiAccount } from '#src/infrastructure/venues/gemini/gemini-account.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { start, startVenue, traderKey } from '#test/venues/gemini/venue-harness.ts';

async function accountWith(key: Parameters<typeof startVenue>[0] = {}, secret = traderKey.secret) {
  const { venue } = await startVenue(key);
  const account = openGeminiAccount(
    { ...geminiDefaults, restUrl: venue.restUrl, socketUrl: venue.socketUrl },
    { key: new Secret(traderKey.apiKey), secret: new Secret(secret), passphrase: undefined },
    createFakeClock(start - 3_600_000),
  );
  onTestFinished(() => account.close());
  return { account, venue };
}

it('is read at the venue’s time, whatever the clock here says', async () => {
  const { account } = await accountWith();
  expect(await account.permissions()).toEqual({
    ok: true,
    value: { mayTrade: true, mayWithdraw: false, fromAnywhere: undefined },
  });
  const told = await account.balances();
  expect(told.ok && told.value.map(({ currency, quantity }) => [currency, String(quantity)])).toEqual([
    ['USD', '10000'],
    ['BTC', '10'],
  ]);
});

it('says of a key what is wrong with it', async () => {
  expect(await (await accountWith({ isFundManager: true })).account.permissions()).toMatchObject({
    value: { mayWithdraw: true },
  });
  expect(await (await accountWith({}, 'other')).account.permissions()).toEqual({
    ok: false,
    error: { code: 'SIGNATURE_WRONG' },
  });
  const { account, venue } = await accountWith();
  venue.maintenance(true);
  expect(await account.permissions()).toMatchObject({ error: { code: 'VENUE_NOT_REACHED' } });
});
