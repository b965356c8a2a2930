import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it, onTestFinished } from 'vitest';

import { Secret } from '#src/domain/secret.ts';
import { openBinanceAccount } from '#src/infrastructure/venues/binance/binance-account.ts';
import { binanceDefaults } from '#src/infrastructure/venues/binance/binance-config.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { apiKey, refusal, secretKey, startAccountServer } from '#test/venues/binance/account-server.ts';

async function opened({ key = apiKey, largestAnswer = binanceDefaults.largestAnswer } = {}) {
  const venue = await startAccountServer(Date.now);
  onTestFinished(venue.close);
  const account = await openBinanceAccount(
    { ...binanceDefaults, largestAnswer, restUrl: venue.restUrl },
    { key: new Secret(key), secret: new Secret(secretKey), passphrase: undefined },
    createSystemClock(),
  );
  onTestFinished(() => account.close());
  return { ...venue, account };
}

/** The runtime quotes what cannot be sent: https://github.com/nodejs/undici/issues/2611. */
it.each(['canary-of-a\nkey', 'canary-of-a\0key', 'canary-of-a…key', 'canary of a key'])(
  'sends no key that has what no key has, and quotes none: %j',
  async (key) => {
    const { account, requests } = await opened({ key });
    expect(await account.permissions()).toEqual({ ok: false, error: { code: 'KEY_NOT_ACCEPTED' } });
    expect(requests).toEqual([]);
  },
);

it('hides the key in what the venue says for as long as it answers, and tells no more than a line of it', async () => {
  const { account, state } = await opened();
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new TypeError('nothing is collected');
  for (const _ of [1, 2, 3]) {
    await setImmediate();
    Reflect.apply(collect, undefined, []);
  }
  state.next = [refusal(400, -9999, `no key ${apiKey}`), refusal(400, -9999, 'x'.repeat(1_000_000))];
  expect(await account.balances()).toEqual({
    ok: false,
    error: { code: 'VENUE_REFUSED', said: 'no key [secret] (-9999)' },
  });
  expect(await account.balances()).toEqual({
    ok: false,
    error: { code: 'VENUE_REFUSED', said: `${'x'.repeat(200)}… (-9999)` },
  });
});

/** https://github.com/Azure/azure-sdk-for-js/pull/39130 */
it.each(['1e300', '99999999999999999'])(
  'waits no longer than a ban lasts, told to wait %s s',
  async (seconds) => {
    const { account, state } = await opened();
    state.next = [{ status: 429, headers: { 'retry-after': seconds }, body: '' }];
    const told = await account.balances();
    const until = !told.ok && told.error.code === 'VENUE_LIMIT' ? told.error.until : NaN;
    expect(until).toBeLessThanOrEqual(Date.now() + 7 * 86_400_000);
  },
);

it.each([
  [[{ asset: 'A'.repeat(1_000_000), free: '1', locked: '0' }], 'balances.0.asset: it is no code of an asset'],
  [
    Array.from({ length: 10_001 }, (_, at) => ({ asset: `A${at}`, free: '1', locked: '0' })),
    expect.stringContaining('balances: '),
  ],
])('takes no balances that no account has', async (balances, said) => {
  const { account, state } = await opened();
  state.balances = balances;
  expect(await account.balances()).toEqual({ ok: false, error: { code: 'ANSWER_NOT_UNDERSTOOD', said } });
});

it('takes no answer without an end', async () => {
  const { account, state } = await opened({ largestAnswer: 1_000 });
  state.balances = Array.from({ length: 100 }, () => ({ asset: 'BTC', free: '1', locked: '0' }));
  expect(await account.balances()).toEqual({
    ok: false,
    error: { code: 'ANSWER_NOT_UNDERSTOOD', said: 'it is too long' },
  });
});
