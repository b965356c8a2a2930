import { expect, it, onTestFinished } from 'vitest';

import { Secret } from '#src/domain/secret.ts';
import { openCoinbaseAccount } from '#src/infrastructure/venues/coinbase/coinbase-account.ts';
import { coinbaseDefaults } from '#src/infrastructure/venues/coinbase/coinbase-config.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { edwardsKey } from '#test/venues/coinbase/keys.ts';
import { startVenue, traderKey } from '#test/venues/coinbase/venue-harness.ts';
import { units } from '#test/venues/exchange/units.ts';
import { start } from '#test/venues/one-market.ts';

async function accountWith(key: Parameters<typeof startVenue>[0] = {}, secret = traderKey.secret) {
  const simulated = await startVenue(key);
  const account = openCoinbaseAccount(
    { ...coinbaseDefaults, restUrl: simulated.venue.restUrl },
    { key: new Secret(traderKey.apiKey), secret: new Secret(secret), passphrase: undefined },
    createFakeClock(start - 3_600_000),
  );
  onTestFinished(() => account.close());
  return { ...simulated, account };
}

async function permissions(key: Parameters<typeof startVenue>[0], secret?: string) {
  return (await accountWith(key, secret)).account.permissions();
}

it('is read at the venue’s time, whatever the clock here says, with what open orders hold', async () => {
  const { account, placeElsewhere } = await accountWith();
  expect(await account.permissions()).toEqual({
    ok: true,
    value: { mayTrade: true, mayWithdraw: false, fromAnywhere: undefined },
  });
  placeElsewhere('by-hand', '90');
  const told = await account.balances();
  expect(told.ok && told.value.map(({ currency, quantity }) => [currency, String(quantity)])).toEqual([
    ['USD', '10000'],
    ['BTC', '10'],
  ]);
});

it('has as many pages of wallets as there are', async () => {
  const { account, exchange, venue } = await accountWith();
  for (let coins = 0; coins < 300; coins += 1) exchange.transfer('ann', `C${coins}`, units('1'));
  const told = await account.balances();
  expect(told.ok && told.value.length).toBe(302);
  expect(venue.requests.filter(({ path }) => path.endsWith('/accounts')).length).toBe(2);
});

it('says of a key what is wrong with it', async () => {
  expect(await permissions({ canTransfer: true })).toMatchObject({ value: { mayWithdraw: true } });
  expect(await permissions({ canTrade: false })).toMatchObject({ value: { mayTrade: false } });
  expect(await permissions({ canView: false })).toMatchObject({ error: { code: 'KEY_MAY_NOT' } });
  expect(await permissions({ name: 'other' })).toEqual({ ok: false, error: { code: 'KEY_NOT_ACCEPTED' } });
  expect(await permissions({}, edwardsKey('another').secret)).toEqual({
    ok: false,
    error: { code: 'KEY_NOT_ACCEPTED' },
  });
  for (const none of ['other', '-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----'])
    expect(await permissions({}, none)).toEqual({ ok: false, error: { code: 'SIGNATURE_WRONG' } });
});
