import { describe, expect, it, onTestFinished } from 'vitest';

import { Secret } from '#src/domain/secret.ts';
import { openBinanceAccount } from '#src/infrastructure/venues/binance/binance-account.ts';
import { binanceDefaults } from '#src/infrastructure/venues/binance/binance-config.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { inText } from '#src/domain/in-text.ts';
import {
  apiKey,
  reading,
  refusal,
  secretKey,
  startAccountServer,
} from '#test/venues/binance/account-server.ts';

const hour = 3_600_000;

async function opened({ key = apiKey, secret = secretKey, ahead = 0, timeout = 10_000 } = {}) {
  const venue = await startAccountServer(() => Date.now() + ahead);
  onTestFinished(venue.close);
  const account = await openBinanceAccount(
    { ...binanceDefaults, restUrl: venue.restUrl, requestTimeoutMs: timeout },
    { key: new Secret(key), secret: new Secret(secret), passphrase: undefined },
    createSystemClock(),
  );
  onTestFinished(() => account.close());
  return { ...venue, account };
}

describe('an account at Binance', () => {
  it('tells what its key may do', async () => {
    const { account, state } = await opened();
    expect(await account.permissions()).toEqual({
      ok: true,
      value: { mayTrade: false, mayWithdraw: false, fromAnywhere: false },
    });
    state.restrictions = { ...reading, enableSpotAndMarginTrading: true, ipRestrict: false };
    expect(await account.permissions()).toEqual({
      ok: true,
      value: { mayTrade: true, mayWithdraw: false, fromAnywhere: true },
    });
  });

  it.each(['enableWithdrawals', 'enableInternalTransfer', 'permitsUniversalTransfer'])(
    'tells that its key takes money out by %s',
    async (name) => {
      const { account, state } = await opened();
      state.restrictions = { ...reading, [name]: true };
      expect(await account.permissions()).toMatchObject({ value: { mayWithdraw: true } });
    },
  );

  it('has all of a coin, what open orders hold too, to the last digit', async () => {
    const { account, state, requests } = await opened();
    state.balances = [
      { asset: 'BTC', free: '0.10000000', locked: '0.02000001' },
      { asset: 'SHIB', free: '123456789012345678.12345678', locked: '0.00000000' },
    ];
    const told = await account.balances();
    expect(told.ok && inText(told.value)).toEqual([
      { currency: 'BTC', quantity: '0.12000001' },
      { currency: 'SHIB', quantity: '123456789012345678.12345678' },
    ]);
    // Nothing that changes anything there.
    expect(requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
    expect(requests[1]?.url).toMatch(
      /^\/api\/v3\/account\?timestamp=\d{13}&omitZeroBalances=true&recvWindow=\d+&signature=[0-9a-f]{64}$/,
    );
  });

  it.each([hour, -hour])('is read by the clock of the venue, which is %i ms ahead', async (ahead) => {
    const { account } = await opened({ ahead });
    expect(await account.balances()).toMatchObject({ ok: true });
  });

  it('asks for the time once more where a clock has been set since', async () => {
    const { account, state } = await opened();
    expect(await account.balances()).toMatchObject({ ok: true });
    state.now = () => Date.now() + hour;
    expect(await account.balances()).toMatchObject({ ok: true });
  });

  it('gives up where the venue takes no time of its own', async () => {
    const { account, state, requests } = await opened();
    const late = refusal(400, -1021, 'Timestamp for this request is outside of the recvWindow.');
    state.next = [late, late, late];
    expect(await account.balances()).toEqual({ ok: false, error: { code: 'CLOCK_OFF' } });
    expect(requests).toHaveLength(4);
  });

  it('does not take another key, or the secret of another', async () => {
    const other = await opened({ key: 'o'.repeat(64) });
    expect(await other.account.permissions()).toEqual({ ok: false, error: { code: 'KEY_NOT_ACCEPTED' } });
    const wrong = await opened({ secret: 'wrong' });
    expect(await wrong.account.permissions()).toEqual({ ok: false, error: { code: 'SIGNATURE_WRONG' } });
    const half = await opened({ secret: '-----BEGIN PRIVATE KEY-----MC4CAQ' });
    expect(await half.account.permissions()).toEqual({ ok: false, error: { code: 'SIGNATURE_WRONG' } });
  });

  it('does not take a key that may not read', async () => {
    const { account, state } = await opened();
    state.restrictions = { ...reading, enableReading: false };
    expect(await account.permissions()).toEqual({ ok: false, error: { code: 'KEY_NOT_ACCEPTED' } });
  });

  it.each([
    [refusal(401, -2014, 'API-key format invalid.'), { code: 'KEY_NOT_ACCEPTED' }],
    [refusal(400, -1002, 'You are not authorized to execute this request.'), { code: 'KEY_NOT_ACCEPTED' }],
    [
      { status: 503, body: 'Service Unavailable' },
      { code: 'VENUE_NOT_WORKING', status: 503 },
    ],
    [
      { status: 403, body: '<html><body>403 Forbidden</body></html>' },
      { code: 'ANSWER_NOT_OF_VENUE', status: 403 },
    ],
    [
      refusal(451, 0, 'Service unavailable from a restricted location.'),
      { code: 'VENUE_REFUSED', said: 'Service unavailable from a restricted location. (0)' },
    ],
    [{ body: '{"balances":[{"asset":"BTC","fr' }, { code: 'ANSWER_NOT_UNDERSTOOD', said: 'it is no JSON' }],
    [
      { body: '{"balances":[{"asset":"BTC","free":"much","locked":"0"}]}' },
      { code: 'ANSWER_NOT_UNDERSTOOD', said: 'balances.0.free: it is no decimal number' },
    ],
    [{ body: `{"balances":[],"more":"${'x'.repeat(200)}"}` }, undefined],
  ])('answers %j in its own words', async (answer, error) => {
    const { account, state } = await opened();
    state.next = [answer];
    expect(await account.balances()).toEqual(
      error === undefined ? { ok: true, value: [] } : { ok: false, error },
    );
  });

  it.each([
    [418, 'ADDRESS_BANNED'],
    [429, 'VENUE_LIMIT'],
  ])('tells after %i until when nothing may be asked', async (status, code) => {
    const { account, state } = await opened();
    const before = Date.now();
    state.next = [{ status, headers: { 'retry-after': '90' }, body: '' }];
    const told = await account.balances();
    expect(told).toMatchObject({ ok: false, error: { code } });
    const until = !told.ok && 'until' in told.error ? told.error.until : 0;
    expect(until).toBeGreaterThanOrEqual(before + 90_000);
    expect(until).toBeLessThanOrEqual(Date.now() + 90_000);
  });

  it('takes its key nowhere else', async () => {
    const elsewhere = await startAccountServer(Date.now);
    onTestFinished(elsewhere.close);
    const { account, state } = await opened();
    state.next = [{ status: 302, headers: { location: `${elsewhere.restUrl}/api/v3/account` }, body: '' }];
    expect(await account.balances()).toMatchObject({ ok: false, error: { code: 'VENUE_NOT_REACHED' } });
    expect(elsewhere.requests).toEqual([]);
  });

  it('says so where nobody answers', async () => {
    const gone = await opened();
    gone.close();
    expect(await gone.account.balances()).toMatchObject({ error: { code: 'VENUE_NOT_REACHED' } });
    const silent = await opened({ timeout: 50 });
    silent.server.removeAllListeners('request');
    expect(await silent.account.balances()).toEqual({
      ok: false,
      error: { code: 'VENUE_NOT_REACHED', said: 'no answer in 50 ms' },
    });
  });
});
