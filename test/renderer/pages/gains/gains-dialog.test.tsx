import { beforeEach, expect, test, vi } from 'vitest';
import type { DisposalInfo, GainsInfo } from '#src/contract/gains.ts';
import { ok } from '#src/domain/result.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { GainsDialog } from '#renderer/pages/gains/gains-dialog.tsx';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'EUR', lotMethod: 'FIFO', limits: {} } as const;
const year = new Date().getFullYear();
const sold: DisposalInfo = {
  accountId: 'a',
  held: 'BTC',
  instrumentId: 'kraken:BTC-EUR',
  quantity: '0.5',
  isShort: false,
  openedDay: '2024-03-01',
  closedDay: `${year}-02-01`,
  openedAt: 1,
  closedAt: 2,
  openedBy: 'f1',
  closedBy: 'f2',
  cost: { currency: 'EUR', value: '100', fees: '2' },
  proceeds: { currency: 'EUR', value: '150', fees: '3' },
  gain: '45',
  isLongTerm: true,
  lacksFee: false,
  isNamed: false,
};
const unseen: DisposalInfo = {
  ...sold,
  closedBy: 'f3',
  openedBy: undefined,
  openedDay: undefined,
  openedAt: undefined,
  cost: undefined,
  gain: undefined,
  isLongTerm: false,
};
const told: GainsInfo = {
  isWhole: true,
  zone: 'Europe/Berlin',
  firstYear: year - 2,
  disposals: [sold, unseen],
  total: 2,
  sums: [
    { currency: 'EUR', isLongTerm: true, disposals: 1, proceeds: sold.proceeds, cost: sold.cost, gain: '45' },
  ].map(({ proceeds, cost, ...sum }) => ({
    ...sum,
    proceeds: proceeds ?? { currency: 'EUR', value: '0', fees: '0' },
    cost: cost ?? { currency: 'EUR', value: '0', fees: '0' },
  })),
  unknown: 1,
  lackingFee: 0,
  lapsed: 0,
};

async function openDialog(gains: GainsInfo = told) {
  const { screen, asked } = await renderScreen(
    <GainsDialog portfolio={portfolio} onClose={vi.fn<() => void>()} />,
    {
      'portfolio.gains': async ({ methods }) =>
        ok(
          methods.some(({ method }) => method === 'HIFO')
            ? { ...gains, sums: gains.sums.map((sum) => ({ ...sum, gain: '5' })) }
            : gains,
        ),
    },
  );
  return {
    screen,
    sent: () => asked.filter(({ name }) => name === 'portfolio.gains').map(({ input }) => input),
  };
}

beforeEach(() => {
  const account = { id: 'a', portfolioId: 'p', name: 'Kraken', venue: 'kraken', mode: 'history' } as const;
  useLiveStore.setState({
    connection: { status: 'open', since: 0 },
    accounts: [account],
    workspace: { id: 'w', name: 'W', kind: 'paper', createdAt: 0 },
  });
});

test('each lot stands with its cost, its fees and its gain, and what is not known is not made up', async () => {
  const { screen } = await openDialog();
  const lots = screen.getByRole('group', { name: 'Lots that were sold' }).getByRole('row');
  await expect
    .element(lots.nth(1))
    .toHaveTextContent(
      `KrakenBTC0.52024-03-01${year}-02-01150.00 EUR100.00 EUR5.00 EUR45.00 EURLong termLots…`,
    );
  await expect.element(lots.nth(2)).toHaveTextContent(`KrakenBTC0.5never came in${year}-02-01150.00 EUR––––`);
  await expect.element(screen.getByText(/^1 lot has no known gain/u)).toBeVisible();
});

test('two pieces of one lot that one sale took stand in rows of their own', async () => {
  const warned = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const pieces = [sold, { ...sold, quantity: '0.25' }];
  const { screen } = await openDialog({ ...told, disposals: pieces, unknown: 0 });
  const lots = screen.getByRole('group', { name: 'Lots that were sold' }).getByRole('row');
  await expect.poll(() => lots.nth(2).element().textContent).toMatch(/^KrakenBTC0\.25/u);
  expect(warned).not.toHaveBeenCalled();
});

test('fees in the basis are in cost and proceeds, and the gain is the same', async () => {
  const { screen } = await openDialog();
  await screen.getByLabelText('Fees').selectOptions('In cost and proceeds');
  const sums = screen.getByRole('group', { name: `Gains of ${year}` }).getByRole('row');
  await expect.element(sums.nth(1)).toHaveTextContent('Long term1147.00 EUR102.00 EUR45.00 EUR');
});

test('another method says what it changes, and holds once it is chosen', async () => {
  const { screen, sent } = await openDialog();
  await screen.getByLabelText('Which lots are sold').selectOptions('Highest cost first (HIFO)');
  await expect.element(screen.getByText('Long term in EUR: 5.00 instead of 45.00')).toBeVisible();
  await screen.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect.element(screen.getByLabelText('Which lots are sold')).toHaveValue('FIFO');
  await screen.getByLabelText('Which lots are sold').selectOptions('Highest cost first (HIFO)');
  await screen.getByRole('button', { name: 'Use it' }).click();
  await expect.element(screen.getByText('Long term in EUR: 5.00 instead of 45.00')).not.toBeInTheDocument();
  await expect.element(screen.getByLabelText('Which lots are sold')).toHaveValue('HIFO');
  expect(sent().at(-1)).toMatchObject({ year, methods: [{ accountId: 'a', year, method: 'HIFO' }] });
});

test('another method says what it changes of later years too, and of how many lots the gain is known', async () => {
  const last = { ...told, sums: told.sums.map((sum) => ({ ...sum, gain: '7' })) };
  const later = [{ year, sums: last.sums, unknown: 0 }];
  const changed = later.map((each) => ({ ...each, sums: [], unknown: 2 }));
  const { screen } = await renderScreen(<GainsDialog portfolio={portfolio} onClose={vi.fn<() => void>()} />, {
    'portfolio.gains': async ({ methods, year: asked, later: isWanted }) => {
      if (asked === year) return ok(told);
      const beside = methods.length === 0 ? later : changed;
      return ok({ ...told, sums: [], unknown: 0, ...(isWanted === true && { later: beside }) });
    },
  });
  await screen.getByLabelText('Year').selectOptions(String(year - 1));
  await screen.getByLabelText('Which lots are sold').selectOptions('Highest cost first (HIFO)');
  await expect.element(screen.getByText(`${year}: Long term in EUR: 0.00 instead of 7.00`)).toBeVisible();
  await expect.element(screen.getByText(`${year}: 2 lots without a known gain instead of 0`)).toBeVisible();
});

test('on paper the report says of which accounts it is, and by which method and where the fees are', async () => {
  const { screen } = await openDialog();
  const terms = screen.getByText(
    /^Kraken\. Which lots are sold: First in, first out \(FIFO\)\. Fees: In a column of their own\./u,
  );
  await expect.element(terms).toBeInTheDocument();
  await expect.element(terms).not.toBeVisible();
});

test('where accounts have methods of their own, the report on paper says each', async () => {
  const second = { id: 'b', portfolioId: 'p', name: 'Broker', venue: 'import', mode: 'history' } as const;
  const [first] = useLiveStore.getState().accounts;
  useLiveStore.setState({ accounts: first === undefined ? [second] : [first, second] });
  const { screen } = await openDialog();
  await screen.getByLabelText('Account').selectOptions('Broker');
  await screen.getByLabelText('Which lots are sold').selectOptions('Average cost');
  await screen.getByRole('button', { name: 'Use it' }).click();
  await screen.getByLabelText('Account').selectOptions('All accounts');
  const said =
    /^Kraken, Broker\. Which lots are sold: Kraken: First in, first out \(FIFO\); Broker: Average cost\./u;
  await expect.element(screen.getByText(said)).toBeInTheDocument();
});

test('earlier years can be chosen, back to the first with trades', async () => {
  const { screen, sent } = await openDialog({ ...told, disposals: [], total: 0, sums: [], unknown: 0 });
  await expect.element(screen.getByText(`Nothing was sold in ${year}.`)).toBeVisible();
  await screen.getByLabelText('Year').selectOptions(String(year - 2));
  await expect.element(screen.getByText(`Nothing was sold in ${year - 2}.`)).toBeVisible();
  expect(sent().at(-1)).toMatchObject({ year: year - 2 });
});
