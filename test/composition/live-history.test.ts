import { describe, expect, it } from 'vitest';

import { units } from '#test/venues/exchange/units.ts';
import { liveDesk, liveVenues, nothingWrong } from './live-desk.ts';

type Live = Awaited<ReturnType<typeof liveDesk>>;

/** What each venue answers, and what it means for whoever asked. */
const refusals = {
  binance: [
    [
      { status: 401, body: '{"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}' },
      { code: 'KEY_NOT_ACCEPTED' },
    ],
    [
      { status: 401, body: '{"code":-1002,"msg":"You are not authorized to execute this request."}' },
      { code: 'KEY_MAY_NOT', said: expect.stringMatching(/not authorized/) },
    ],
    [
      { status: 400, body: '{"code":-1022,"msg":"Signature for this request is not valid."}' },
      { code: 'SIGNATURE_WRONG' },
    ],
    [
      {
        status: 400,
        body: '{"code":-1021,"msg":"Timestamp for this request is outside of the recvWindow."}',
      },
      { code: 'CLOCK_OFF' },
    ],
    [
      { status: 400, body: '{"code":-1100,"msg":"Illegal characters found."}' },
      { code: 'VENUE_REFUSED', said: expect.stringMatching(/Illegal characters/) },
    ],
    [
      { status: 418, body: '{"code":-1003,"msg":"Way too much request weight used."}' },
      { code: 'ADDRESS_BANNED', until: expect.any(Number) },
    ],
  ],
  gemini: [
    [
      { status: 403, body: '{"result":"error","reason":"MissingApikeyHeader","message":"No key"}' },
      { code: 'KEY_NOT_ACCEPTED' },
    ],
    [
      {
        status: 403,
        body: '{"result":"error","reason":"MissingRole","message":"To access this endpoint, you need a role"}',
      },
      { code: 'KEY_MAY_NOT', said: expect.stringMatching(/need a role/) },
    ],
    [
      { status: 400, body: '{"result":"error","reason":"InvalidSignature","message":"InvalidSignature"}' },
      { code: 'SIGNATURE_WRONG' },
    ],
    [
      {
        status: 400,
        body: '{"result":"error","reason":"InvalidNonce","message":"Nonce was not within 30 seconds"}',
      },
      { code: 'CLOCK_OFF' },
    ],
    [
      { status: 400, body: '{"result":"error","reason":"InvalidSymbol","message":"No such symbol"}' },
      { code: 'VENUE_REFUSED', said: expect.stringMatching(/No such symbol/) },
    ],
    [
      { status: 429, body: '{"result":"error","reason":"RateLimit","message":"Slow down"}' },
      { code: 'VENUE_LIMIT', until: expect.any(Number) },
    ],
  ],
  kraken: [
    [{ status: 200, body: '{"error":["EAPI:Invalid key"]}' }, { code: 'KEY_NOT_ACCEPTED' }],
    [
      { status: 200, body: '{"error":["EGeneral:Permission denied"]}' },
      { code: 'KEY_MAY_NOT', said: 'EGeneral:Permission denied' },
    ],
    [{ status: 200, body: '{"error":["EAPI:Invalid signature"]}' }, { code: 'SIGNATURE_WRONG' }],
    [
      { status: 200, body: '{"error":["EService:Unavailable"]}' },
      { code: 'VENUE_REFUSED', said: 'EService:Unavailable' },
    ],
    [
      { status: 200, body: '{"error":["EGeneral:Temporary lockout"]}' },
      { code: 'VENUE_LIMIT', until: expect.any(Number) },
    ],
  ],
  coinbase: [
    [{ status: 401, body: 'Unauthorized' }, { code: 'KEY_NOT_ACCEPTED' }],
    [
      { status: 403, body: '{"error":"PERMISSION_DENIED","error_details":"","message":"no"}' },
      { code: 'KEY_MAY_NOT', said: 'no (PERMISSION_DENIED)' },
    ],
    [
      { status: 400, body: '{"error":"INVALID_ARGUMENT","error_details":"wrong","message":""}' },
      { code: 'VENUE_REFUSED', said: 'wrong (INVALID_ARGUMENT)' },
    ],
    [
      { status: 429, body: '{"error":"rate_limit_exceeded"}' },
      { code: 'VENUE_LIMIT', until: expect.any(Number) },
    ],
  ],
} as const;
const everywhere = [
  ['reset', { code: 'VENUE_NOT_REACHED' }],
  [
    { status: 503, body: '<html>maintenance</html>' },
    { code: 'VENUE_NOT_WORKING', status: 503 },
  ],
  [
    { status: 407, body: '<html>sign in to the network</html>' },
    { code: 'ANSWER_NOT_OF_VENUE', status: 407 },
  ],
  [{ status: 200, body: '<html>welcome</html>' }, { code: 'ANSWER_NOT_UNDERSTOOD' }],
] as const;

async function importFile(live: Pick<Live, 'handlers'>, rows: readonly string[], more = '') {
  const text = `time,symbol,side,quantity,price${more}\n${rows.join('\n')}\n`;
  const begun = await live.handlers['imports.begin']({ fileName: 'trades.csv' });
  const importId = begun.ok ? begun.value.importId : '';
  await live.handlers['imports.chunk']({ importId, text });
  expect(await live.handlers['imports.preview']({ importId })).toMatchObject({ ok: true });
  const imported = await live.handlers['imports.commit']({ importId, accountName: 'Files' });
  expect(imported).toMatchObject({ ok: true, value: { imported: rows.length } });
}

describe.each(liveVenues)('what an account at %s traded before it was added', (at) => {
  async function historyDesk(before: (live: Live) => Promise<void> = async () => undefined) {
    const live = await liveDesk(at);
    await live.placeElsewhere('first', '101');
    await before(live);
    expect(await live.connect()).toMatchObject({ ok: true });
    await live.unlocked();
    expect(await live.orders()).toEqual([]);
    async function begin(symbols = [live.symbol], bringsAlike?: boolean) {
      return live.handlers['accounts.bringIn']({ accountId: live.accountId, symbols, since: 0, bringsAlike });
    }
    /** What came of it. */
    async function ended(task: string) {
      const outcome = async () => {
        const told = await live.handlers['tasks.result']({ task });
        if (!told.ok) throw new Error(told.error.code);
        return told.value;
      };
      await live.until(async () => (await outcome()).state !== 'running');
      return outcome();
    }
    async function bringIn(bringsAlike?: boolean) {
      const begun = await begin([live.symbol], bringsAlike);
      if (!begun.ok) throw new Error(begun.error.code);
      return ended(begun.value.task);
    }
    return { ...live, begin, ended, bringIn };
  }

  it('is brought in when it is asked for, once, and goes on with what is missing', async () => {
    const live = await historyDesk();
    expect(await live.begin(['NONE'])).toMatchObject({ error: { code: 'NOT_FOUND', what: 'instrument' } });
    expect(await live.bringIn()).toMatchObject({
      state: 'done',
      outcome: { type: 'history', accountName: 'Ann', orders: 1, fills: 1, imported: 0 },
    });
    expect(await live.orders()).toMatchObject([{ external: true, status: 'FILLED' }]);
    expect(await live.bringIn()).toMatchObject({ state: 'done', outcome: { orders: 0, fills: 0 } });
    expect(await live.verdict()).toEqual(nothingWrong);
  });

  it('is told by its true cause where it is not answered, and goes on then', async () => {
    const live = await historyDesk();
    for (const [answer, why] of [...everywhere, ...refusals[at]]) {
      live.venue.faults.next(live.asking[2] ?? '', { taken: true, answer });
      expect(await live.bringIn()).toMatchObject({
        state: 'failed',
        reason: { code: 'NOT_BROUGHT_IN', why },
      });
    }
    await live.until(async () => (await live.bringIn()).state === 'done', 30_000);
    expect((await live.fills()).length).toBe(1);
  });

  /** With an order that traded in two parts; when, as a file tells it. */
  async function twoPartsDesk() {
    const live = await historyDesk(async ({ placeElsewhere, exchange, market }) => {
      await placeElsewhere('slow', '99.5');
      for (const part of ['0.4', '0.6']) exchange.crowd.take(market, 'SELL', units(part), units('99.5'));
    });
    const [, first] = live.exchange.fills('ann');
    return { ...live, time: new Date(first?.at ?? 0).toISOString() };
  }

  it.each([
    ['told of it without its ids', '1'],
    ['told of a part of it', '0.4'],
  ])('is named, and brought in once the trader says so, where a file %s', async (_what, quantity) => {
    const { time, ...live } = await twoPartsDesk();
    await importFile(live, [`${time},${live.symbol},BUY,${quantity},99.5`]);
    const alikes = [{ symbol: live.symbol, order: expect.any(String), accountName: 'Files' }];
    expect(await live.bringIn()).toMatchObject({
      state: 'done',
      outcome: { orders: 1, fills: 1, imported: 0, partly: [], alike: 1, alikes },
    });
    expect((await live.fills()).map(({ price }) => price)).toEqual(['101']);
    expect(await live.bringIn(true)).toMatchObject({
      state: 'done',
      outcome: { orders: 1, fills: 2, imported: 0, alike: 0, alikes: [] },
    });
    expect(await live.verdict()).toEqual(nothingWrong);
  });

  it('is left out where a file told of it with its trade ids', async () => {
    const live = await historyDesk();
    await live.bringIn();
    const [brought] = await live.fills();
    const other = await historyDesk();
    const [fill] = other.exchange.fills('ann');
    const time = new Date(fill?.at ?? 0).toISOString();
    await importFile(other, [`${time},${other.symbol},BUY,1,101,${brought?.venueTradeId ?? ''}`], ',tradeid');
    expect(await other.bringIn()).toMatchObject({
      state: 'done',
      outcome: { orders: 0, fills: 0, imported: 1, partly: [], alike: 0 },
    });
    expect(await other.orders()).toEqual([]);
  });
});
