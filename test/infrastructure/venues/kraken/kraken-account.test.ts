import { expect, it, onTestFinished } from 'vitest';

import { Secret } from '#src/domain/secret.ts';
import { openKrakenAccount } from '#src/infrastructure/venues/kraken/kraken-account.ts';
import { krakenDefaults } from '#src/infrastructure/venues/kraken/kraken-config.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import { start, startVenue, traderKey } from '#test/venues/kraken/venue-harness.ts';

async function accountWith(key: Parameters<typeof startVenue>[0] = {}, secret = traderKey.secret) {
  const { venue } = await startVenue(key);
  const account = openKrakenAccount(
    { ...krakenDefaults, restUrl: venue.restUrl },
    { key: new Secret(traderKey.apiKey), secret: new Secret(secret), passphrase: undefined },
    createFakeClock(start),
  );
  onTestFinished(() => account.close());
  return { account, venue };
}

it('is read, in the assets that everybody uses', async () => {
  const { account, venue } = await accountWith();
  expect(await account.permissions()).toEqual({
    ok: true,
    value: { mayTrade: true, mayWithdraw: false, fromAnywhere: true },
  });
  const held = '{"error":[],"result":{"ZUSD":"10000.0000","XXBT":"9.5","XBT.F":"0.5","KFEE":"3.00"}}';
  venue.faults.next('Balance', { taken: true, answer: { status: 200, body: held } });
  const told = await account.balances();
  expect(told.ok && told.value.map(({ currency, quantity }) => [currency, String(quantity)])).toEqual([
    ['USD', '10000'],
    ['BTC', '10'],
    ['KFEE', '3'],
  ]);
});

it('says of a key what is wrong with it', async () => {
  const permissions = async (key: Parameters<typeof startVenue>[0]) =>
    (await accountWith(key)).account.permissions();
  expect(await permissions({ canWithdraw: true })).toMatchObject({ value: { mayWithdraw: true } });
  expect(await permissions({ canTrade: false })).toMatchObject({ value: { mayTrade: false } });
  expect(await permissions({ addresses: ['10.0.0.1'] })).toMatchObject({ value: { fromAnywhere: false } });
  expect(await permissions({ apiKey: 'other' })).toEqual({ ok: false, error: { code: 'KEY_NOT_ACCEPTED' } });
  expect(await (await accountWith({}, 'other')).account.permissions()).toEqual({
    ok: false,
    error: { code: 'SIGNATURE_WRONG' },
  });
  const ofSpan = await accountWith();
  const info = { permissions: ['query-funds'], ip_allowlist: [''], query_from: '1600000000', query_to: '0' };
  ofSpan.venue.faults.next('GetApiKeyInfo', {
    taken: true,
    answer: { status: 200, body: JSON.stringify({ error: [], result: info }) },
  });
  expect(await ofSpan.account.permissions()).toMatchObject({ error: { code: 'KEY_MAY_NOT' } });
  const { account, venue } = await accountWith();
  venue.faults.next('GetApiKeyInfo', {
    taken: true,
    answer: { status: 200, body: '{"error":["EGeneral:Temporary lockout"]}' },
  });
  expect(await account.permissions()).toMatchObject({ error: { code: 'VENUE_LIMIT' } });
});
