import { expect, it } from 'vitest';
import type { CallInput } from '#src/contract/contract.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

const at = Date.UTC(2024, 3, 2);
const file = [
  'time,symbol,kind,side,quantity,price,currency,fee,fee currency',
  '2024-04-01T10:00:00Z,AAPL,share,buy,10,100,USDT,0,USDT',
  '2024-04-01T10:00:00Z,MSFT,share,buy,1,100,USDT,0,USDT',
].join('\n');
type Movement = CallInput<'activity.enter'>['movement'];
const money = { kind: 'currency', currency: 'USDT' } as const;

async function opened(text = file) {
  const core = await desk();
  await core.open();
  const { handlers } = core;
  const begun = await handlers['imports.begin']({ fileName: 'history.csv' });
  if (!begun.ok) throw new Error('an import always begins');
  const { importId } = begun.value;
  await handlers['imports.chunk']({ importId, text });
  const committed = await handlers['imports.commit']({ importId, accountName: 'Broker' });
  if (!committed.ok) throw new Error(JSON.stringify(committed.error));
  const snapshot = await handlers['state.snapshot']({});
  if (!snapshot.ok) throw new Error('it can be read');
  const accountId = snapshot.value.accounts.find(({ name }) => name === 'Broker')?.id ?? '';
  const apple = snapshot.value.openPositions.find(({ held }) => held.includes('AAPL'))?.instrumentId ?? '';

  async function enter(movement: Partial<Movement> & Pick<Movement, 'type' | 'amount'>, corrects?: string) {
    const whole = { accountId, time: at, asset: money, ...movement };
    const of = corrects === undefined ? {} : { corrects };
    return handlers['activity.enter']({ movement: whole, isNewAsset: false, isTrial: false, ...of });
  }

  async function income() {
    const answer = await handlers['portfolio.holdings']({ portfolioId: 'portfolio' });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.rows
      .filter((row) => row.income !== undefined)
      .map((row) => [
        row.asset.kind === 'currency' ? row.asset.currency : row.asset.instrumentId,
        row.income,
      ]);
  }

  async function activity(instrumentId: string) {
    const page = await handlers['activity.page']({
      portfolioId: 'portfolio',
      filter: { asset: { text: 'AAPL', instrumentIds: [instrumentId] } },
      direction: 'ascending',
      limit: 100,
    });
    if (!page.ok) throw new Error(JSON.stringify(page.error));
    return page.value.rows.map((row) => [row.kind === 'entry' ? row.type : row.kind, row.instrumentId]);
  }

  return { ...core, accountId, apple, enter, income, activity };
}

it('a dividend in cash and the tax withheld from it are of the share that paid it', async () => {
  const { handlers, apple, enter, income, activity } = await opened();
  expect(await enter({ type: 'dividend', amount: '24', on: apple })).toMatchObject({ ok: true });
  expect(await enter({ type: 'tax', amount: '3.6', on: apple })).toMatchObject({ ok: true });
  expect(await income()).toEqual([[apple, '20.4']]);
  expect(await activity(apple)).toEqual([
    ['trade', apple],
    ['dividend', apple],
    ['tax', apple],
  ]);
  const told = await handlers['portfolio.entries']({
    portfolioId: 'portfolio',
    figure: 'income',
    of: { asset: { kind: 'instrument', instrumentId: apple } },
  });
  expect(told).toMatchObject({ ok: true, value: { worth: '20.4' } });
  // It is money, and none of the shares.
  const snapshot = await handlers['state.snapshot']({});
  const position = snapshot.ok && snapshot.value.openPositions.find(({ held }) => held === apple);
  expect(position).toMatchObject({ quantity: '10', cost: '1000' });
});

it('a correction names the share, which is told in its place', async () => {
  const { handlers, apple, enter, income } = await opened();
  await enter({ type: 'dividend', amount: '24' });
  expect(await income()).toEqual([['USDT', '24']]);
  const page = await handlers['activity.page']({
    portfolioId: 'portfolio',
    filter: { kind: 'dividend' },
    direction: 'ascending',
    limit: 10,
  });
  const id = page.ok ? (page.value.rows[0]?.id ?? '') : '';
  expect(await enter({ type: 'dividend', amount: '24', on: apple }, id)).toMatchObject({ ok: true });
  expect(await income()).toEqual([[apple, '24']]);
});

const statement = [
  'Statement,Header,Field Name,Field Value',
  'Trades,Header,DataDiscriminator,Asset Category,Currency,Symbol,Date/Time,Quantity,T. Price,C. Price,Proceeds,Comm/Fee,Basis,Realized P/L,MTM P/L,Code',
  'Trades,Data,Order,Stocks,USDT,AAPL,"2024-03-15, 10:30:12",10,172.5,173.1,-1725,-1,1726,0,6,O',
  'Dividends,Header,Currency,Date,Description,Amount',
  'Dividends,Data,USDT,2024-05-16,AAPL(US0378331005) Cash Dividend USD 0.25 per Share (Ordinary Dividend),2.5',
  'Dividends,Data,USDT,2024-05-17,BRK B (US0846707026) Payment in Lieu of Dividend (Ordinary Dividend),4',
  'Withholding Tax,Header,Currency,Date,Description,Amount,Code',
  'Withholding Tax,Data,USDT,2024-05-16,AAPL(US0378331005) Cash Dividend USD 0.25 per Share - US Tax,-0.5,',
  'Interest,Header,Currency,Date,Description,Amount',
  'Interest,Data,USDT,2024-06-05,USD Credit Interest for May-2024,1',
].join('\n');

it('a statement of a broker names the share, also one that was never traded; interest is of the money', async () => {
  const { apple, income } = await opened(statement);
  const told = await income();
  expect(told).toHaveLength(3);
  for (const row of [
    [apple, '2'],
    ['import:BRK B', '4'],
    ['USDT', '1'],
  ])
    expect(told).toContainEqual(row);
});

function refused(code: string) {
  return { ok: false, error: { code: 'INVALID_MOVEMENT', problems: [{ field: 'on', code }] } };
}

it('what pays has to be a share or a contract that is there, and only what is earned in money is paid on one', async () => {
  const { apple, enter } = await opened();
  expect(await enter({ type: 'dividend', amount: '24', on: 'import:NONE' })).toMatchObject(
    refused('UNKNOWN_ASSET'),
  );
  expect(await enter({ type: 'deposit', amount: '24', on: apple })).toMatchObject(refused('NOT_PAID_ON'));
});
