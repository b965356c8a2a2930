import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';

import { err } from '#src/domain/result.ts';
import { createSessionKeys } from '#src/infrastructure/keychain/session-keys.ts';
import type { SecretStore } from '#src/ports/secret-store.ts';
import { apiKey, reading, secretKey, startAccountServer } from '#test/venues/binance/account-server.ts';
import { startTime } from '#test/ports/sample-entities.ts';
import { silentKeychain } from '#test/infrastructure/keychain/silent-keychain.ts';
import { auditOf, desk } from './maintenance-desk.ts';

const refusing: SecretStore = {
  put: async () => err({ code: 'KEYCHAIN_FAILED', said: 'it is locked' }),
  find: async () => err({ code: 'KEYCHAIN_FAILED', said: 'it is locked' }),
  remove: async () => err({ code: 'KEYCHAIN_FAILED', said: 'it is locked' }),
};

/** Takes keys, and gives none up. */
function keeping(): SecretStore & { readonly items: string[] } {
  const keys = createSessionKeys();
  const items: string[] = [];
  return {
    ...keys,
    items,
    async put(id, secret) {
      items.push(id);
      return keys.put(id, secret);
    },
    remove: refusing.remove,
  };
}

/** A workspace with an account that can be read at a venue of this test. */
async function opened(keychain: SecretStore = createSessionKeys()) {
  const venue = await startAccountServer(Date.now);
  onTestFinished(venue.close);
  const lines: string[] = [];
  const log = (message: string, fields?: object) => void lines.push(message + JSON.stringify(fields));
  const core = await desk(undefined, {
    venueSettings: { binance: { restUrl: venue.restUrl, streamUrl: 'ws://127.0.0.1:9' } },
    secrets: { keychain, session: createSessionKeys() },
    log: { info: log, warn: log, error: log },
  });
  await core.open();
  const snapshot = async () => core.handlers['state.snapshot']({});
  const accounts = async () => {
    const told = await snapshot();
    return told.ok ? told.value.accounts : [];
  };
  const [paper] = await accounts();
  const added = await core.handlers['accounts.add']({
    name: 'At the venue',
    portfolio: { id: paper?.portfolioId ?? '' },
    trades: { mode: 'history' },
  });
  const accountId = added.ok ? added.value.id : '';
  const deposit = {
    accountId,
    type: 'deposit',
    time: startTime,
    asset: { kind: 'currency', currency: 'EUR' },
    amount: '12.5',
  } as const;
  const entered = await core.handlers['activity.enter']({
    movement: deposit,
    isNewAsset: true,
    isTrial: false,
  });
  expect(entered).toMatchObject({ ok: true });
  const connect = (over: object = {}) =>
    core.handlers['keys.connect']({
      accountId,
      venue: 'binance',
      environment: 'live',
      key: apiKey,
      secret: secretKey,
      place: 'keychain',
      ...over,
    });
  const key = async () => (await accounts()).find(({ id }) => id === accountId)?.key;
  return { ...core, venue, lines, accountId, paper: paper?.id ?? '', connect, key, snapshot };
}

describe('the key of an account', () => {
  it('is kept once its venue has said what it may do, and reads what the account holds', async () => {
    const { connect, key, handlers, accountId, venue } = await opened();
    venue.state.restrictions = { ...reading, ipRestrict: false };
    expect(await connect()).toEqual({ ok: true, value: { mayTrade: false, fromAnywhere: true } });
    expect(await key()).toEqual({ venue: 'binance', environment: 'live', place: 'keychain' });
    expect(await handlers['keys.test']({ accountId })).toMatchObject({ ok: true });
    venue.state.balances = [
      { asset: 'BTC', free: '1.5', locked: '0.5' },
      { asset: 'EUR', free: '10', locked: '0' },
    ];
    const told = await handlers['keys.balances']({ accountId });
    const balances = told.ok ? told.value.balances : [];
    expect(balances).toEqual([
      { currency: 'BTC', atVenue: '2', recorded: '0', difference: '-2' },
      { currency: 'EUR', atVenue: '10', recorded: '12.5', difference: '2.5' },
    ]);
    venue.state.balances = [];
    expect(await handlers['keys.balances']({ accountId })).toEqual({
      ok: true,
      value: { balances: [{ currency: 'EUR', atVenue: '0', recorded: '12.5', difference: '12.5' }] },
    });
  });

  it('is refused where it takes money out, and the one before it stays', async () => {
    const { connect, key, handlers, accountId, venue } = await opened();
    venue.state.restrictions = { ...reading, enableWithdrawals: true };
    expect(await connect()).toEqual({
      ok: false,
      error: { code: 'KEY_REFUSED', problem: { code: 'KEY_MAY_WITHDRAW' } },
    });
    expect(await key()).toBeUndefined();
    expect(await handlers['keys.test']({ accountId })).toMatchObject({
      error: { problem: { code: 'NO_KEY' } },
    });
    venue.state.restrictions = reading;
    expect(await connect({ place: 'session' })).toMatchObject({ ok: true });
    expect(await connect({ secret: 'another' })).toMatchObject({
      error: { problem: { code: 'SIGNATURE_WRONG' } },
    });
    expect(await key()).toMatchObject({ place: 'session' });
    expect(await handlers['keys.test']({ accountId })).toMatchObject({ ok: true });
  });

  it('is gone once it is removed', async () => {
    const { connect, key, handlers, accountId, venue } = await opened();
    await connect();
    expect(await handlers['keys.remove']({ accountId })).toEqual({ ok: true, value: {} });
    expect(await key()).toBeUndefined();
    const asked = venue.requests.length;
    expect(await handlers['keys.balances']({ accountId })).toMatchObject({
      error: { problem: { code: 'NO_KEY' } },
    });
    expect(venue.requests).toHaveLength(asked);
  });

  it('is let go where the keychain does not give it up, and what may be left is named', async () => {
    const keychain = keeping();
    const { connect, key, handlers, accountId, changes, folder, open } = await opened(keychain);
    await connect();
    const [item = ''] = keychain.items;
    changes.length = 0;
    expect(await handlers['keys.remove']({ accountId })).toEqual({
      ok: true,
      value: { left: { item, said: 'it is locked' } },
    });
    expect(changes).toMatchObject([{ type: 'accountChanged', account: { id: accountId } }]);
    expect(await key()).toBeUndefined();
    await handlers['workspaces.close']({});
    await open();
    expect(await key()).toBeUndefined();
    await handlers['workspaces.close']({});
    const [dropped] = await auditOf(folder);
    expect(dropped).toMatchObject({ actor: 'trader', action: 'changed', subject: `account ${accountId}` });
    const { from, to } = JSON.parse(dropped?.detail ?? '');
    expect([from.key, to.key]).toEqual([item, undefined]);
  });

  it.runIf(process.platform === 'linux')('is let go where the keychain never answers', async () => {
    const { keychain } = await silentKeychain(2_000);
    const { connect, key, handlers, accountId } = await opened({
      ...createSessionKeys(),
      remove: keychain.remove,
    });
    await connect();
    expect(await handlers['keys.remove']({ accountId })).toMatchObject({
      ok: true,
      value: { left: { item: expect.stringMatching(/^binance\/live\/keychain\//u) } },
    });
    expect(await key()).toBeUndefined();
    expect(await connect({ place: 'session' })).toMatchObject({ ok: true });
  });

  it('that another took the place of is named where the keychain does not give it up', async () => {
    const keychain = keeping();
    const { connect, handlers, accountId } = await opened(keychain);
    expect(await connect()).toEqual({ ok: true, value: { mayTrade: false, fromAnywhere: false } });
    const told = await connect({ place: 'session' });
    const [item] = keychain.items;
    expect(told).toMatchObject({ ok: true, value: { left: { item, said: 'it is locked' } } });
    expect(await handlers['keys.test']({ accountId })).toMatchObject({ ok: true });
  });

  it('that is kept while another is removed stays', async () => {
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const keys = createSessionKeys();
    const { connect, key, handlers, accountId } = await opened({
      ...keys,
      async remove(id) {
        asked.resolve();
        await answer.promise;
        return keys.remove(id);
      },
    });
    await connect();
    const removing = handlers['keys.remove']({ accountId });
    await asked.promise;
    const connecting = connect({ place: 'session' });
    await expect.poll(key).toMatchObject({ place: 'session' });
    answer.resolve();
    expect(await removing).toEqual({ ok: true, value: {} });
    expect(await connecting).toMatchObject({ ok: true });
    expect(await key()).toMatchObject({ place: 'session' });
    expect(await handlers['keys.test']({ accountId })).toMatchObject({ ok: true });
  });

  it('that the keychain may have taken, without an answer, is named and is of no account', async () => {
    const { connect, key } = await opened({
      ...createSessionKeys(),
      put: async () => err({ code: 'KEYCHAIN_SILENT', said: 'it has not answered in 90 s' }),
    });
    expect(await connect()).toMatchObject({
      error: {
        code: 'KEY_REFUSED',
        problem: {
          code: 'KEY_MAY_BE_KEPT',
          item: expect.stringMatching(/^binance\/live\/keychain\//u),
          said: 'it has not answered in 90 s',
        },
      },
    });
    expect(await key()).toBeUndefined();
  });

  it('that is not there any more is asked for again', async () => {
    const keychain = createSessionKeys();
    const kept: Parameters<SecretStore['put']>[0][] = [];
    const { connect, handlers, accountId } = await opened({
      ...keychain,
      async put(id, secret) {
        kept.push(id);
        return keychain.put(id, secret);
      },
    });
    await connect();
    for (const id of kept) await keychain.remove(id);
    expect(await handlers['keys.test']({ accountId })).toMatchObject({
      error: { code: 'KEY_REFUSED', problem: { code: 'KEY_NOT_KEPT' } },
    });
  });

  it('is not taken where the keychain keeps none, and can be kept until the program ends', async () => {
    const { connect, key, handlers, accountId } = await opened(refusing);
    expect(await connect()).toEqual({
      ok: false,
      error: { code: 'KEY_REFUSED', problem: { code: 'KEYCHAIN_FAILED', said: 'it is locked' } },
    });
    expect(await key()).toBeUndefined();
    expect(await connect({ place: 'session' })).toMatchObject({ ok: true });
    expect(await handlers['keys.test']({ accountId })).toMatchObject({ ok: true });
  });

  it('of a venue that takes none, or of no account, is told', async () => {
    const { connect, paper } = await opened();
    expect(await connect({ venue: 'sim' })).toMatchObject({
      error: { problem: { code: 'NO_KEYS_TAKEN' } },
    });
    expect(await connect({ accountId: 'nobody' })).toEqual({
      ok: false,
      error: { code: 'NOT_FOUND', what: 'account', id: 'nobody' },
    });
    expect(await connect({ accountId: paper })).toMatchObject({
      error: { problem: { code: 'PAPER_ACCOUNT' } },
    });
    expect(await connect({ venue: 'nowhere' })).toMatchObject({
      error: { code: 'NOT_FOUND', what: 'venue' },
    });
  });

  it('is nowhere but in the keychain: not in the files, the log, the answers or the events', async () => {
    const { connect, handlers, accountId, changes, lines, folder, snapshot, venue } = await opened();
    const answers: unknown[] = [await connect(), await handlers['keys.test']({ accountId })];
    venue.state.next = [{ status: 400, body: `{"code":-1,"msg":"no ${secretKey}"}` }];
    answers.push(await handlers['keys.balances']({ accountId }), await snapshot());
    answers.push(await handlers['keys.remove']({ accountId }), changes, lines);
    await handlers['workspaces.close']({});
    expect(await auditOf(folder)).toMatchObject([
      { action: 'changed' },
      { action: 'changed' },
      { action: 'entered' },
      { action: 'added' },
    ]);
    for (const text of [JSON.stringify(answers), ...(await filesIn(folder))]) {
      expect(text).not.toContain(secretKey);
      expect(text).not.toContain(apiKey);
    }
  });
});

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(2);
  return Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
}
