/** What a screen may name wrongly: each is refused with the field and the way out, and none is a fault of the program. */
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { failureOf } from '#src/composition/call-failures.ts';
import type { CommonError } from '#src/contract/contract.ts';
import { instrumentId } from '#src/domain/ids.ts';
import { connect } from '#src/transport/connect.ts';
import { serve } from '#src/transport/serve.ts';
import { desk } from '#test/composition/maintenance-desk.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { createSocketPair } from '#test/transport/socket-pair.ts';

const silent = { error: () => undefined };
const newest = { by: 'time', direction: 'descending' } as const;
const first = { limit: 2, filter: {}, sort: newest };

function raise(fault: unknown): never {
  throw fault;
}

/** As a shell serves it. */
async function openDesk() {
  const opened = await desk();
  await opened.open();
  const pair = createSocketPair();
  serve(pair.core, opened.handlers, opened.events, {
    nextIncident: () => 'incident',
    onFault: (_incident, _where, fault) => raise(fault),
    onMalformed: raise,
    failureOf: (fault) => failureOf(fault, silent),
  });
  return { ...opened, client: connect(pair.screen, raise) };
}

function invalid(field: string): { readonly error: Partial<CommonError> } {
  return { error: { code: 'INVALID_INPUT', field } };
}

it.each([
  ['instrument', { instrumentId: 'BTCUSDT' }, 'filter.instrumentId'],
  ['instrument of no venue', { instrumentId: ':BTCUSDT' }, 'filter.instrumentId'],
  ['instrument without a symbol', { instrumentId: 'binance:' }, 'filter.instrumentId'],
  ['instrument that is too long', { instrumentId: `binance:${'X'.repeat(121)}` }, 'filter.instrumentId'],
  ['account that is too long', { accountId: 'a'.repeat(129) }, 'filter.accountId'],
  ['account with a control character', { accountId: 'main\u0000' }, 'filter.accountId'],
  ['account with half a letter', { accountId: 'main\ud800' }, 'filter.accountId'],
])('an %s is refused by its field', async (_what, filter, field) => {
  const { client } = await openDesk();
  expect(await client.call('orders.page', { ...first, filter })).toMatchObject(invalid(field));
});

it('a currency that is too long as it is kept, in capitals, is refused by its field', async () => {
  const { client } = await openDesk();
  const of = { kind: 'currency', currency: 'USDT', into: 'ß'.repeat(100) } as const;
  expect(await client.call('prices.offers', { of })).toMatchObject(invalid('of.into'));
  expect(await client.call('prices.takeAway', { of })).toMatchObject(invalid('of.into'));
});

it('a figure that the trader is said to have seen is no longer than one that can be given', async () => {
  const { client } = await openDesk();
  const endless = '9'.repeat(300);
  const rate = { portfolioId: 'p', movementId: 'm', seen: endless, rate: '1' };
  expect(await client.call('portfolio.rateFlow', rate)).toMatchObject(invalid('seen'));
  const changes = [{ limit: 'maxQuantity', seen: endless, value: '1' } as const];
  expect(await client.call('portfolio.setLimits', { portfolioId: 'p', changes })).toMatchObject(
    invalid('changes.0.seen'),
  );
});

it('a cursor of another list, another order, or of none is refused by its field', async () => {
  const { client } = await openDesk();
  const page = await client.call('orders.page', first);
  const after = page.ok ? page.value.next : undefined;
  expect(await client.call('orders.page', { ...first, after })).toMatchObject({ ok: true });
  const oldest = { ...newest, direction: 'ascending' } as const;
  const dearest = { ...newest, by: 'price' } as const;
  for (const sort of [oldest, dearest]) {
    expect(await client.call('orders.page', { ...first, sort, after })).toMatchObject(invalid('after'));
  }
  const fills = { limit: 2, filter: {}, direction: 'descending' } as const;
  expect(await client.call('fills.page', { ...fills, before: after })).toMatchObject(invalid('before'));
  for (const cursor of ['none', 'W10', 'bnVsbA', 'not a cursor', '']) {
    expect(await client.call('orders.page', { ...first, before: cursor })).toMatchObject(invalid('before'));
  }
});

it('a cursor of another workspace is refused, though that one holds the same', async () => {
  const { client, folder, workspaces, open } = await openDesk();
  await cp(folder, join(workspaces, 'copy'), { recursive: true });
  const page = await client.call('orders.page', first);
  const after = page.ok ? page.value.next : undefined;
  await open('copy');
  expect(await client.call('orders.page', { ...first, after })).toMatchObject(invalid('after'));
});

it('what meets a workspace that is closed is told so', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  const { record, market } = files;
  const cutShort = { code: 'CUT_SHORT', by: 'CLOSING' };
  await files.close();
  for (const met of [
    () => record.read.orders.active(),
    () => record.transact(async () => undefined),
    () => record.begin(),
    () => market.candles(instrumentId('binance:BTCUSDT'), '1m', 0, 60_000),
    () => market.saveCandles([]),
    () => files.health(),
  ]) {
    const fault = await met().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(failureOf(fault, silent)).toEqual(cutShort);
  }
});

it('a look at the files that the workspace is closed under is told so too', async () => {
  const files = await openTemporary(await temporaryWorkspace());
  const looked = files.health().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  await files.close();
  expect(failureOf(await looked, silent)).toEqual({ code: 'CUT_SHORT', by: 'CLOSING' });
});

it('more candles than one answer may hold are refused, with how many it may', async () => {
  const { client } = await openDesk();
  const asked = { instrumentId: 'binance:BTCUSDT', interval: '1m', from: 0, to: 60_000 * 20_001 } as const;
  expect(await client.call('market.candles', asked)).toMatchObject(invalid('from'));
  expect(await client.call('market.candles', { ...asked, from: 60_000 })).toMatchObject({ ok: true });
});

it('a setting that is no JSON is refused, and the others are found as before', async () => {
  const { client } = await openDesk();
  const theme = { scope: 'app', key: 'preference.theme' } as const;
  expect(await client.call('settings.set', { ...theme, json: '"dark"' })).toMatchObject({ ok: true });
  expect(await client.call('settings.set', { ...theme, json: 'dark' })).toMatchObject(invalid('json'));
  expect(await client.call('settings.find', { scope: 'app', keys: [theme.key] })).toMatchObject({
    value: { values: [{ key: theme.key, json: '"dark"' }] },
  });
});
