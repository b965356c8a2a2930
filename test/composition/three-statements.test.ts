/** Two exchanges and a broker, with a transfer, a split and a dividend: against statements that were computed by hand. */
import { expect, test } from 'vitest';
import { desk } from './maintenance-desk.ts';
import { coinbase, kraken, statements, trading212 } from './three-files.ts';

const whole = (total: string) => ({ isWhole: true, total }) as const;

/** At 70,000 for a coin and 40 for a share. */
const byHand = {
  // 43,859.60 + 12,974 + 4,460.20
  cash: whole('61293.8'),
  // 0.3995 × 70,000 + 25 × 40
  marketValue: whole('28965'),
  equity: whole('90258.8'),
  // 0.3995 × (70,000 − 30,000) + 25 × (40 − 25)
  unrealised: whole('16355'),
  // 0.4 × 30,000 here, 0.2 × 35,000 there, 0.0005 × 30,000 of the fee of the transfer, and 15 × 5
  realised: whole('19090'),
  // 12 less the tax of 1.80
  income: whole('10.2'),
  // 78 + 62.40 + 26, and 0.0005 at 60,000
  fees: whole('196.4'),
  deposited: whole('55000'),
  // 19,090 + 16,355 + 10.20 − 196.40
  netProfit: whole('35258.8'),
};

/** Less the fee of the sale, and of the 78 of the purchase as much as was sold of it. */
const gainsByHand = [
  ['BTC', '0.0005', '14.961'],
  ['BTC', '0.4', '11906.4'],
  ['BTC', '0.2', '6958.4'],
  ['import:ACME', '15', '75'],
];

const nothing = { total: 0 };
const nothingLeft = {
  purchases: nothing,
  flows: nothing,
  legs: nothing,
  entries: nothing,
  positions: nothing,
  costs: nothing,
  transfers: nothing,
};

async function opened() {
  const core = await desk();
  const { handlers } = core;
  async function imported(lines: readonly string[], accountName: string): Promise<void> {
    const begun = await handlers['imports.begin']({ fileName: `${accountName}.csv` });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    await handlers['imports.chunk']({ importId, text: lines.join('\n') });
    const isFirst = accountName === 'Kraken';
    const into = isFirst ? { newWorkspace: 'Three', baseCurrency: 'EUR' } : {};
    const done = await handlers['imports.commit']({ importId, accountName, ...into });
    expect(done).toMatchObject({ ok: true, value: { skipped: 0, invalid: 0 } });
  }
  await imported(kraken, 'Kraken');
  await imported(coinbase, 'Coinbase');
  await imported(trading212, 'Broker');
  const state = async () => {
    const snapshot = await handlers['state.snapshot']({});
    if (!snapshot.ok) throw new Error('it can be read');
    return snapshot.value;
  };
  const { accounts, portfolios } = await state();
  const accountOf = (name: string): string => accounts.find((account) => account.name === name)?.id ?? '';
  const portfolioId = portfolios[0]?.id ?? '';
  async function unsettled() {
    const answer = await handlers['portfolio.unsettled']({ portfolioId, refused: [] });
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value;
  }
  return { ...core, accountOf, portfolioId, state, unsettled };
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** What the files do not tell: that one withdrawal arrived as one deposit, a split, and what a coin was worth on a day. */
async function settle({ handlers, accountOf, state, unsettled }: Opened): Promise<void> {
  const [transfer] = (await unsettled()).transfers.rows;
  if (transfer === undefined) throw new Error('one is proposed');
  const { left, arrived } = transfer;
  expect(await handlers['activity.link']({ left: left.id, arrived: arrived.id })).toMatchObject({ ok: true });
  // 15 of 10 were sold, as long as nobody knows of the split.
  const [lacking] = (await unsettled()).purchases.rows;
  const asset = lacking?.asset;
  if (asset?.kind !== 'instrument') throw new Error('its shares are missing');
  const split = {
    accountId: accountOf('Broker'),
    type: 'split',
    time: Date.UTC(2024, 6, 1),
    asset,
    amount: '0',
    ratio: { new: 4, old: 1 },
  } as const;
  expect(
    await handlers['activity.enter']({ movement: split, isNewAsset: false, isTrial: false }),
  ).toMatchObject({ ok: true });
  const text = 'date,currency,rate,quote\n2024-03-10,BTC,60000,EUR';
  expect(await handlers['rates.take']({ fileName: 'rates.csv', text })).toMatchObject({ ok: true });
  // Shares that nobody here trades have their price by hand, and so has the coin.
  const { openPositions } = await state();
  for (const { held, instrumentId } of openPositions) {
    const choice = { source: 'hand', price: held === 'BTC' ? '70000' : '40' } as const;
    const given = await handlers['prices.give']({ of: { kind: 'instrument', instrumentId }, choice });
    expect(given).toMatchObject({ ok: true });
  }
}

test('the figures of two exchanges and a broker agree with the statements of all three, to the last digit', async () => {
  const three = await opened();
  const { handlers, accountOf, portfolioId, clock } = three;
  await settle(three);
  await clock.advance(61_000);
  for (const [name, balances] of Object.entries(statements)) {
    const told = Object.entries(balances).map(([asset, quantity]) => ({ asset, quantity }));
    const statement = { accountId: accountOf(name), day: '2024-12-31', zone: 'UTC', balances: told };
    expect(await handlers['balances.state'](statement)).toMatchObject({ ok: true });
  }
  const differences = async () => {
    const told = await handlers['balances.list']({ portfolioId });
    return told.ok && !told.value.isChecking ? told.value.balances.map(({ difference }) => difference) : [];
  };
  await clock.advance(250);
  await expect.poll(differences, { timeout: 90_000 }).toEqual(['0', '0', '0', '0', '0', '0']);
  const summary = await handlers['portfolio.summary']({ portfolioId });
  expect(summary).toMatchObject({ ok: true, value: { valuation: byHand } });
  const asked = { portfolioId, year: 2024, methods: [], skip: 0, most: 100 };
  const gains = await handlers['portfolio.gains'](asked);
  const disposals = gains.ok ? gains.value.disposals : [];
  expect(disposals.map(({ held, quantity, gain }) => [held, quantity, gain])).toEqual(gainsByHand);
  expect(await three.unsettled()).toMatchObject(nothingLeft);
}, 120_000);
