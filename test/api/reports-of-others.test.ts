/** What users of other programs found wrong there, with figures worked out by hand. */
import { expect, it } from 'vitest';
import { Decimal } from '#src/domain/decimal.ts';
import { desk } from '#test/composition/maintenance-desk.ts';

const ledger = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';
const trades = 'time,symbol,side,quantity,price,fee,fee currency';

/** As the venue writes it: the balance behind each row is that of its asset. */
function balanced(rows: readonly string[]): readonly string[] {
  const sums = new Map<string, Decimal>();
  return rows.map((row) => {
    const cells = row.split(',');
    if (row === ledger || cells.length !== ledger.split(',').length) return row;
    const [asset = '', amount = '0', fee = '0'] = [cells[6], cells[8], cells[9]];
    const sum = (sums.get(asset) ?? Decimal.zero).plus(Decimal.from(amount)).minus(Decimal.from(fee));
    sums.set(asset, sum);
    return [...cells.slice(0, -1), sum.toString()].join(',');
  });
}

/** One a day. */
const sold = (at: number) => [
  `S${at},T${at},2024-03-0${at} 10:00:00,trade,,currency,ADA,spot,-1,0,0`,
  `R${at},T${at},2024-03-0${at} 10:00:00,trade,,currency,USDT,spot,50,0,0`,
];

const bought = (name: string, date: string, price: number) => [
  `D${name},D${name},${date} 09:00:00,deposit,,currency,USDT,spot,${price},0,${price}`,
  `P${name},T${name},${date} 10:00:00,trade,,currency,USDT,spot,-${price},0,0`,
  `B${name},T${name},${date} 10:00:00,trade,,currency,XXBT,spot,1,0,1`,
];
const moved = (name: string, time: string, type: string, amount: string) =>
  `${name},${name},${time},${type},,currency,XXBT,spot,${amount},0,0`;

const sumOf = (values: readonly (string | undefined)[]) =>
  Decimal.sum(values.map((value) => Decimal.from(value ?? '0'))).toString();

async function opened() {
  const core = await desk();
  await core.open();
  const { handlers, clock } = core;
  async function imported(accountName: string, rows: readonly string[]): Promise<void> {
    const begun = await handlers['imports.begin']({ fileName: `${accountName}.csv` });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await handlers['imports.chunk']({ importId, text: balanced(rows).join('\n') });
    const committed = await handlers['imports.commit']({ importId, accountName });
    if (!committed.ok) throw new Error(JSON.stringify(committed.error));
  }
  /** Links what is proposed, until nothing is. */
  async function linkAll(): Promise<void> {
    for (;;) {
      const answer = await handlers['portfolio.unsettled']({ portfolioId: 'portfolio' });
      const [found] = answer.ok ? answer.value.transfers.rows : [];
      if (found === undefined) return;
      const ends = { left: found.left.id, arrived: found.arrived.id };
      expect(await handlers['activity.link'](ends)).toMatchObject({ ok: true });
    }
  }
  async function accountOf(name: string): Promise<string> {
    const snapshot = await handlers['state.snapshot']({});
    return (snapshot.ok ? snapshot.value.accounts.find((each) => each.name === name)?.id : undefined) ?? '';
  }
  async function trips(name: string) {
    const snapshot = await handlers['state.snapshot']({});
    const page = await handlers['positions.history']({ portfolioId: 'portfolio', limit: 100 });
    if (!snapshot.ok || !page.ok) throw new Error('both can be read');
    const id = await accountOf(name);
    return [...page.value.rows, ...snapshot.value.openPositions]
      .filter(({ accountId }) => accountId === id)
      .map(({ quantity, cost, realised, net, undecided }) => ({ quantity, cost, realised, net, undecided }));
  }
  async function gains(year: number, accountId?: string) {
    const asked = { portfolioId: 'portfolio', accountId, year, methods: [], skip: 0, most: 100 };
    const answer = await handlers['portfolio.gains'](asked);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  }
  return { handlers, clock, imported, linkAll, accountOf, trips, gains };
}

it('two round trips of one share bring what each brought, less four fees of one (Ghostfolio 6286)', async () => {
  const { imported, accountOf, trips, gains } = await opened();
  await imported('History', [
    trades,
    '2024-12-11T10:00:00Z,ADA-USDT,buy,10,188.505,1,USDT',
    '2024-12-18T10:00:00Z,ADA-USDT,sell,10,189.000,1,USDT',
    '2024-12-18T11:00:00Z,ADA-USDT,buy,10,204.110,1,USDT',
    '2024-12-28T10:00:00Z,ADA-USDT,sell,10,208.010,1,USDT',
  ]);
  // 1890 − 1885.05 and 2080.1 − 2041.1, each less 2.
  expect(new Set((await trips('History')).map(({ net }) => net))).toEqual(new Set(['2.95', '37']));
  const told = await gains(2024, await accountOf('History'));
  expect(told.sums.map(({ gain }) => gain)).toEqual(['39.95']);
});

it('three for 100 cost 100 whole, also where they are sold one by one (gnucash-mcp 65)', async () => {
  const { imported, accountOf, gains } = await opened();
  await imported('History', [
    ledger,
    'D1,D1,2024-03-01 09:00:00,deposit,,currency,USDT,spot,100,0,100',
    'B1,T1,2024-03-01 10:00:00,trade,,currency,USDT,spot,-100,0,0',
    'B2,T1,2024-03-01 10:00:00,trade,,currency,ADA,spot,3,0,3',
    ...[2, 3, 4].flatMap(sold),
  ]);
  const { disposals, sums } = await gains(2024, await accountOf('History'));
  expect(disposals).toHaveLength(3);
  expect(Decimal.sum(disposals.map(({ cost }) => Decimal.from(cost?.value ?? '0')))).toEqual(
    Decimal.from('100'),
  );
  expect(sums.map(({ cost, gain }) => [cost.value, gain])).toEqual([['100', '50']]);
});

it('what goes to another own account and back is as old as it was, and sold first (Portfolio Performance 4446)', async () => {
  const { imported, linkAll, accountOf, trips, gains } = await opened();
  await imported('Exchange', [
    ledger,
    ...bought('E1', '2024-03-01', 10_000),
    ...bought('E2', '2024-03-03', 30_000),
    moved('W1', '2024-03-04 10:00:00', 'withdrawal', '-2'),
    moved('W2', '2024-03-05 10:30:00', 'deposit', '1'),
    'S1,TS,2024-03-06 10:00:00,trade,,currency,XXBT,spot,-1,0,0',
    'S2,TS,2024-03-06 10:00:00,trade,,currency,USDT,spot,50000,0,50000',
  ]);
  await imported('Wallet', [
    ledger,
    ...bought('W', '2024-03-02', 20_000),
    moved('X1', '2024-03-04 10:30:00', 'deposit', '2'),
    moved('X2', '2024-03-05 10:00:00', 'withdrawal', '-1'),
  ]);
  await linkAll();
  // What came back is the first of all, and the two others stay.
  const back = (await trips('Exchange')).find(({ realised }) => realised === '40000');
  expect(back).toMatchObject({ quantity: '0', undecided: undefined });
  expect(await trips('Wallet')).toMatchObject([{ quantity: '2', cost: '50000' }]);
  const told = await gains(2024, await accountOf('Exchange'));
  expect(told.disposals).toMatchObject([{ openedDay: '2024-03-01', gain: '40000' }]);
});

it('a fee of a transfer is sold for its worth, and what arrives keeps its share of the cost (hledger 2575)', async () => {
  const { handlers, clock, imported, linkAll, trips } = await opened();
  await imported('Custodial', [
    ledger,
    'D1,D1,2024-03-06 09:00:00,deposit,,currency,USDT,spot,1980.78,0,1980.78',
    'B1,T1,2024-03-06 10:00:00,trade,,currency,USDT,spot,-1980.78,0,0',
    'B2,T1,2024-03-06 10:00:00,trade,,currency,XETH,spot,1,0,1',
    'W1,W1,2024-03-09 10:00:00,withdrawal,,currency,XETH,spot,-0.999601,0.000399,0',
  ]);
  await imported('Cold', [
    ledger,
    'D2,D2,2024-03-09 10:20:00,deposit,,currency,XETH,spot,0.999601,0,0.999601',
  ]);
  await linkAll();
  const text = 'date,currency,rate,quote\n2024-03-09,ETH,1992.36,USDT';
  expect(await handlers['rates.take']({ fileName: 'rates.csv', text })).toMatchObject({ ok: true });
  const realised = async () => {
    await clock.advance(61_000);
    return (await trips('Custodial')).map((trip) => trip.realised);
  };
  // 0.000399 at 1992.36 less 1980.78.
  await expect.poll(realised).toEqual(['0.00462042']);
  expect(await trips('Cold')).toMatchObject([{ quantity: '0.999601', cost: '1979.98966878' }]);
});

it('what was sold and never came in is no gain of all that it brought (rotki 12237)', async () => {
  const { imported, accountOf, trips, gains } = await opened();
  await imported('History', [
    ledger,
    'S1,T1,2024-03-02 10:00:00,trade,,currency,ADA,spot,-100,0,0',
    'S2,T1,2024-03-02 10:00:00,trade,,currency,USDT,spot,50,0,50',
  ]);
  expect(await trips('History')).toMatchObject([{ realised: undefined, undecided: '100' }]);
  const told = await gains(2024, await accountOf('History'));
  expect(told).toMatchObject({ unknown: 1, sums: [] });
  expect(told.disposals).toMatchObject([{ gain: undefined, openedDay: undefined }]);
});

it('a total that is shared out to lots adds up to the last digit (rustledger 1860)', async () => {
  const { imported, accountOf, gains } = await opened();
  const purchases = [1, 2, 3].map((at) => `2024-03-0${at}T10:00:00Z,ADA-USDT,buy,1,10,0,USDT`);
  await imported('History', [
    trades,
    ...purchases,
    '2024-03-04T10:00:00Z,ADA-USDT,sell,3,33.333333,0.01,USDT',
  ]);
  const { disposals, sums } = await gains(2024, await accountOf('History'));
  expect(sumOf(disposals.map(({ proceeds }) => proceeds?.value))).toBe('99.999999');
  expect(sumOf(disposals.map(({ proceeds }) => proceeds?.fees))).toBe('0.01');
  expect(sumOf(disposals.map(({ gain }) => gain))).toBe('69.989999');
  expect(sums.map(({ gain }) => gain)).toEqual(['69.989999']);
});

/** As `portfolio.returns` and `portfolio.results` tell of the first days of March. */
async function ratiosOf({ handlers, clock }: Awaited<ReturnType<typeof opened>>) {
  await clock.advance(61_000);
  const span = { portfolioId: 'portfolio', from: Date.UTC(2024, 2, 1), until: Date.UTC(2024, 2, 5) };
  const returns = await handlers['portfolio.returns'](span);
  const results = await handlers['portfolio.results']({ ...span, asker: 'test', by: 'account' });
  if (!returns.ok || !results.ok) throw new Error('both are told');
  const { timeWeighted, maxDrawdown, maxDrawdownShare, unfunded, days } = returns.value;
  const [turnover] = results.value.currencies.map(({ total }) => total.turnover);
  const gains = days.map(({ gain }) => gain);
  return { timeWeighted, maxDrawdown, maxDrawdownShare, unfunded, turnover, gains };
}

const day = (at: number, base: string, quote: string) => [
  `B${at},T${at},2024-03-0${at} 10:00:00,trade,,currency,ADA,spot,${base},0,0`,
  `S${at},T${at},2024-03-0${at} 10:00:00,trade,,currency,ZEUR,spot,${quote},0,0`,
];
const tradesAlone = [...day(1, '1000', '-500'), ...day(2, '-400', '240')];

it('trades without the deposits that paid for them have no return, and say whose are missing (Wealthfolio 1124)', async () => {
  const core = await opened();
  await core.imported('History', [ledger, ...tradesAlone]);
  await expect
    .poll(() => ratiosOf(core))
    .toMatchObject({
      timeWeighted: undefined,
      maxDrawdownShare: undefined,
      turnover: undefined,
      unfunded: ['History'],
    });
  const deposit = 'D1,D1,2024-03-01 09:00:00,deposit,,currency,ZEUR,spot,1000,0,1000';
  await core.imported('History', [ledger, deposit]);
  await expect.poll(() => ratiosOf(core)).toMatchObject({ unfunded: [] });
});

it('what a deposit of less than was spent leaves below zero is missing too', async () => {
  const core = await opened();
  const deposit = 'D1,D1,2024-03-01 09:00:00,deposit,,currency,ZEUR,spot,100,0,100';
  await core.imported('History', [ledger, deposit, ...day(1, '1000', '-500')]);
  expect(await ratiosOf(core)).toMatchObject({ timeWeighted: undefined, unfunded: ['History'] });
});

it('the turnover of imported history is of the equity that follows from it', async () => {
  const { handlers, clock, imported } = await opened();
  await imported('History', [
    ledger,
    'D1,D1,2024-03-01 09:00:00,deposit,,currency,USDT,spot,1000,0,1000',
    'B1,T1,2024-03-02 10:00:00,trade,,currency,USDT,spot,-500,0,500',
    'B2,T1,2024-03-02 10:00:00,trade,,currency,ADA,spot,1000,0,1000',
    'S1,T2,2024-03-02 11:00:00,trade,,currency,ADA,spot,-1000,0,0',
    'S2,T2,2024-03-02 11:00:00,trade,,currency,USDT,spot,700,0,1200',
  ]);
  const span = { from: Date.UTC(2024, 2, 1), until: Date.UTC(2024, 2, 5) };
  const turnover = async () => {
    await clock.advance(61_000);
    const answer = await handlers['portfolio.results']({
      portfolioId: 'portfolio',
      asker: 'test',
      by: 'account',
      ...span,
    });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.currencies.map(({ currency, total }) => [currency, total.turnover]);
  };
  // 500 + 700 over 1000 on the first of four days and 1200 on the others: 1150 on average.
  await expect.poll(turnover).toEqual([['USDT', '1.043478']]);
});
