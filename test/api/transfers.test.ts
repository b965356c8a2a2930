import { describe, expect, it } from 'vitest';
import { desk } from '#test/composition/maintenance-desk.ts';

const header = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';
/** Bought for 30,000, and sent a day later. */
const from = [
  header,
  'E1,E1,2024-03-01 09:00:00,deposit,,currency,ZEUR,spot,30000,0,30000',
  'B1,T1,2024-03-01 10:00:00,trade,,currency,ZEUR,spot,-30000,0,0',
  'B2,T1,2024-03-01 10:00:00,trade,,currency,XXBT,spot,1,0,1',
  'W1,W1,2024-03-02 10:00:00,withdrawal,,currency,XXBT,spot,-1,0,0',
].join('\n');
const to = [
  header,
  'D1,D1,2024-03-02 10:40:00,deposit,,currency,XXBT,spot,0.999,0,0.999',
  'S1,T2,2024-03-03 10:00:00,trade,,currency,XXBT,spot,-0.999,0,0',
  'S2,T2,2024-03-03 10:00:00,trade,,currency,ZEUR,spot,39960,0,39960',
].join('\n');

async function opened(second = to) {
  const core = await desk();
  await core.open();
  const { handlers } = core;
  async function imported(text: string, accountName: string): Promise<void> {
    const begun = await handlers['imports.begin']({ fileName: `${accountName}.csv` });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await handlers['imports.chunk']({ importId, text });
    const committed = await handlers['imports.commit']({ importId, accountName });
    if (!committed.ok) throw new Error(JSON.stringify(committed.error));
  }
  async function unsettled(refused: { left: string; arrived: string }[] = []) {
    const answer = await handlers['portfolio.unsettled']({ portfolioId: 'portfolio', refused });
    if (!answer.ok) throw new Error(JSON.stringify(answer.error));
    return answer.value;
  }
  async function trips() {
    const page = await handlers['positions.history']({ portfolioId: 'portfolio', limit: 100 });
    if (!page.ok) throw new Error(page.error.code);
    return page.value.rows
      .filter(({ held }) => held === 'BTC')
      .map(({ realised, uncosted, undecided }) => {
        return { realised, uncosted, undecided };
      });
  }
  async function proposed() {
    const [transfer] = (await unsettled()).transfers.rows;
    if (transfer === undefined) throw new Error('one is proposed');
    return transfer;
  }
  await imported(from, 'First');
  await imported(second, 'Second');
  return { ...core, imported, unsettled, trips, proposed };
}

const sold = { realised: undefined, uncosted: undefined, undecided: '0.999' };

describe('a withdrawal and a deposit that may be one transfer', () => {
  it('are linked where the trader says so: cost and date go along, and what did not arrive is a fee', async () => {
    const { handlers, trips, unsettled, proposed } = await opened();
    expect(await trips()).toContainEqual(sold);
    const { left, arrived, isAmbiguous } = await proposed();
    expect([left.amount, arrived.amount, isAmbiguous]).toEqual(['-1', '0.999', false]);
    const linked = await handlers['activity.link']({ left: left.id, arrived: arrived.id });
    expect(linked).toMatchObject({ ok: true });
    // 39,960 less 29,970, which is 0.999 of 30,000.
    expect(await trips()).toContainEqual({ realised: '9990', uncosted: undefined, undecided: undefined });
    const after = await unsettled();
    expect(after.transfers.total).toBe(0);
    expect(after.costs.total).toBe(0);
  });

  it('are as they were once that is undone, and are proposed again', async () => {
    const { handlers, trips, proposed } = await opened();
    const { left, arrived } = await proposed();
    const linked = await handlers['activity.link']({ left: left.id, arrived: arrived.id });
    if (!linked.ok) throw new Error(linked.error.code);
    expect(await handlers['activity.separate']({ id: linked.value.id })).toMatchObject({ ok: true });
    expect(await trips()).toContainEqual(sold);
    const again = await proposed();
    expect([again.left.amount, again.arrived.amount]).toEqual(['-1', '0.999']);
    expect(await handlers['activity.separate']({ id: again.left.id })).toMatchObject({
      error: { problems: [{ code: 'NOT_LINKED' }] },
    });
  });

  it('keep a rate that a file published as that of the file, and lose it with the file', async () => {
    const { handlers, clock, proposed } = await opened();
    const rates = async () => {
      await clock.advance(61_000);
      const told = await handlers['portfolio.flows']({ portfolioId: 'portfolio' });
      const coins = told.ok ? told.value.flows.filter(({ currency }) => currency === 'BTC') : [];
      return coins.map(({ rate, source, publishedOn }) => [rate, source, publishedOn]);
    };
    const text = 'date,currency,rate,quote\n2024-03-02,BTC,62000,USDT';
    const taken = await handlers['rates.take']({ fileName: 'rates.csv', text });
    const published = ['62000', 'file', Date.UTC(2024, 2, 2)];
    await expect.poll(rates).toEqual([published, published]);
    const { left, arrived } = await proposed();
    expect(await handlers['activity.link']({ left: left.id, arrived: arrived.id })).toMatchObject({
      ok: true,
    });
    expect(await rates()).toEqual([published, published]);
    const id = taken.ok ? (taken.value.file?.id ?? '') : '';
    expect(await handlers['rates.undo']({ id })).toMatchObject({ ok: true });
    const unknown = [undefined, undefined, undefined];
    expect(await rates()).toEqual([unknown, unknown]);
  });

  it('are not proposed where the trader said that they are none', async () => {
    const { unsettled, proposed } = await opened();
    const { left, arrived } = await proposed();
    const refused = [{ left: left.id, arrived: arrived.id }];
    expect((await unsettled(refused)).transfers).toEqual({ rows: [], total: 0 });
  });

  it('are linked once, and only where they match', async () => {
    const { handlers, proposed } = await opened();
    const { left, arrived } = await proposed();
    const none = { error: { problems: [{ field: 'entry', code: 'NOT_ONE_TRANSFER' }] } };
    const link = handlers['activity.link'];
    expect(await link({ left: arrived.id, arrived: left.id })).toMatchObject(none);
    expect(await link({ left: left.id, arrived: left.id })).toMatchObject(none);
    expect(await link({ left: 'none', arrived: arrived.id })).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect(await link({ left: left.id, arrived: arrived.id })).toMatchObject({ ok: true });
    expect(await link({ left: left.id, arrived: arrived.id })).toMatchObject(none);
  });

  it('are proposed again after the import of one was undone and came again', async () => {
    const { handlers, imported, trips, proposed } = await opened();
    const { left, arrived } = await proposed();
    await handlers['activity.link']({ left: left.id, arrived: arrived.id });
    const runs = await handlers['imports.list']({});
    const run = runs.ok ? runs.value.find(({ fileName }) => fileName === 'Second.csv') : undefined;
    expect(await handlers['imports.undo']({ importId: run?.id ?? '' })).toMatchObject({ ok: true });
    await imported(to, 'Second');
    const again = await proposed();
    expect(await handlers['activity.link']({ left: again.left.id, arrived: again.arrived.id })).toMatchObject(
      {
        ok: true,
      },
    );
    expect(await trips()).toContainEqual({ realised: '9990', uncosted: undefined, undecided: undefined });
  });
});

describe('what was bought in euros and sold elsewhere for another currency', () => {
  const inUsdt = [
    header,
    'D1,D1,2024-03-02 10:40:00,deposit,,currency,XXBT,spot,0.999,0,0.999',
    'S1,T2,2024-03-03 10:00:00,trade,,currency,XXBT,spot,-0.5,0,0.499',
    'S2,T2,2024-03-03 10:00:00,trade,,currency,USDT,spot,25000,0,25000',
    'S3,T3,2024-03-04 10:00:00,trade,,currency,XXBT,spot,-0.499,0,0',
    'S4,T3,2024-03-04 10:00:00,trade,,currency,USDT,spot,30000,0,55000',
  ].join('\n');

  it('lacks the rate of the purchase, is settled by it, and then has its result', async () => {
    const { handlers, proposed, unsettled, trips } = await opened(inUsdt);
    const { left, arrived } = await proposed();
    expect(await handlers['activity.link']({ left: left.id, arrived: arrived.id })).toMatchObject({
      ok: true,
    });
    expect(await trips()).toContainEqual(sold);
    const { legs } = await unsettled();
    expect(legs.total).toBe(1);
    const [leg] = legs.rows;
    expect(leg).toMatchObject({ side: 'BUY', part: 'paid', amount: '30000', currency: 'EUR', into: 'USDT' });
    if (leg === undefined) throw new Error('one is listed');
    const { movementId, accountId, instrumentId, currency, into } = leg;
    const given = {
      portfolioId: 'portfolio',
      movementId,
      accountId,
      instrumentId,
      currency,
      into,
      rate: '1.1',
    };
    expect(await handlers['portfolio.rateLeg'](given)).toMatchObject({ ok: true });
    // 55,000 less 32,967, which is 0.999 of 30,000 at 1.1.
    expect(await trips()).toContainEqual({ realised: '22033', uncosted: undefined, undecided: undefined });
    const report = await handlers['portfolio.gains']({
      portfolioId: 'portfolio',
      year: 2024,
      methods: [],
      skip: 0,
      most: 100,
    });
    if (!report.ok) throw new Error(report.error.code);
    const { disposals } = report.value;
    // What the fee was worth nobody knows; then 0.5 and 0.499 of a coin that cost 33,000.
    expect(disposals.map(({ gain }) => gain)).toEqual([undefined, '8500', '13533']);
    expect((await unsettled()).legs.total).toBe(0);
  });

  it('is paid in by no transfer: its two ends need no rate, and what came in is all that lacks one', async () => {
    const { handlers, proposed, unsettled } = await opened(inUsdt);
    const lacking = async () =>
      (await unsettled()).flows.rows.map(({ currency, amount }) => [currency, amount]);
    const { left, arrived } = await proposed();
    expect(await lacking()).toEqual([
      ['EUR', '30000'],
      ['BTC', '-1'],
      ['BTC', '0.999'],
    ]);
    await handlers['activity.link']({ left: left.id, arrived: arrived.id });
    expect(await lacking()).toEqual([['EUR', '30000']]);
    const flows = await handlers['portfolio.flows']({ portfolioId: 'portfolio' });
    expect(flows).toMatchObject({ ok: true, value: { unrated: 1 } });
  });
});
