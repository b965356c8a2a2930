import { beforeEach, expect, test, vi } from 'vitest';
import type { EntryInfo } from '#src/contract/activity.ts';
import { err, ok } from '#src/domain/result.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { MovementDialog } from '#renderer/pages/activity/movement-dialog.tsx';
import { TakeBackDialog } from '#renderer/pages/activity/take-back-dialog.tsx';
import { setPreferences } from '#renderer/saved/preferences-store.ts';
import { renderScreen } from '#test/renderer/render-screen.tsx';

const portfolio = { id: 'p', name: 'Main', baseCurrency: 'EUR', lotMethod: 'FIFO', limits: {} } as const;
const effects = [
  { accountId: 'a', asset: { kind: 'currency', currency: 'BTC' }, before: '0', after: '1' } as const,
];
const deposit: EntryInfo = {
  kind: 'entry',
  id: 'e1',
  accountId: 'a',
  time: Date.UTC(2025, 4, 1, 9, 0, 0, 7),
  type: 'deposit',
  asset: { kind: 'currency', currency: 'BTC' },
  amount: '1',
  source: 'import',
  fileName: 'moves.csv',
  state: 'counts',
  place: { seq: 3, hash: 'def' },
};

const parent = {
  id: 'import:PARENT',
  venue: 'import',
  symbol: 'PARENT',
  kind: 'equity',
  base: 'PARENT',
  quote: 'EUR',
  settle: 'EUR',
  tickSize: '0.01',
  lotSize: '1',
  multiplier: '1',
  tradable: false,
} as const;

async function open(corrected?: EntryInfo, own: Partial<Handlers> = {}) {
  const onClose = vi.fn<() => void>();
  const { screen, asked } = await renderScreen(
    <MovementDialog portfolio={portfolio} corrected={corrected} onClose={onClose} />,
    { 'activity.enter': async () => ok({ effects }), ...own },
  );
  return { screen, onClose, sent: () => asked.map(({ input }) => input) };
}

beforeEach(() => {
  setPreferences({ timeZone: 'utc' });
  const account = { id: 'a', portfolioId: 'p', name: 'Kraken', venue: 'kraken', mode: 'history' } as const;
  useLiveStore.setState({ connection: { status: 'open', since: 0 }, accounts: [account] });
});

test('says which rate that was given holds no more', async () => {
  const lostRates = [{ accountId: 'a', currency: 'BTC', into: 'EUR', rate: '60000' }];
  const { screen } = await open(undefined, { 'activity.enter': async () => ok({ effects, lostRates }) });
  await screen.getByLabelText('Time by UTC').fill('2025-05-01T09:00:00');
  await screen.getByLabelText('Asset').fill('btc');
  await screen.getByLabelText('Amount that comes in').fill('1');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect
    .element(screen.getByText(/^Kraken: the rate that you gave for BTC, 60,000 EUR, is of another moment/))
    .toBeVisible();
});

test('says what a deposit does before it is recorded, and records what was told', async () => {
  const { screen, onClose, sent } = await open();
  await screen.getByLabelText('Time by UTC').fill('2025-05-01T09:00:00');
  await screen.getByLabelText('Asset').fill('btc');
  await screen.getByLabelText('Amount that comes in').fill('1');
  await screen.getByLabelText('Cost', { exact: true }).fill('20,000');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.element(screen.getByText('Kraken: BTC 0 → 1')).toBeVisible();
  expect(onClose).not.toHaveBeenCalled();
  await screen.getByRole('button', { name: 'Record it' }).click();
  await expect.poll(() => onClose.mock.calls.length).toBe(1);
  const movement = {
    type: 'deposit',
    accountId: 'a',
    time: Date.UTC(2025, 4, 1, 9),
    asset: { kind: 'currency', currency: 'BTC' },
    amount: '1',
    cost: { currency: 'EUR', amount: '20000' },
  };
  expect(sent()).toEqual([
    { movement, isNewAsset: false, isTrial: true },
    { movement, isNewAsset: false, isTrial: false },
  ]);
});

test('a dividend in money names the share that paid it, and its correction has it', async () => {
  useLiveStore.setState({ instruments: { [parent.id]: parent } });
  const dividend: EntryInfo = {
    ...deposit,
    type: 'dividend',
    asset: { kind: 'currency', currency: 'EUR' },
    instrumentId: parent.id,
  };
  const { screen, sent } = await open(dividend);
  await expect.element(screen.getByLabelText('Paid on (share or contract)').first()).toHaveValue('PARENT');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.poll(() => sent().at(-1)).toMatchObject({ movement: { type: 'dividend', on: parent.id } });
  await screen.getByLabelText('Kind').selectOptions('deposit');
  await expect.element(screen.getByText('Paid on (share or contract)')).not.toBeInTheDocument();
});

test('what is wrong is said at its field, with the way out, and nothing is sent that cannot be read', async () => {
  const problems = [{ field: 'asset', code: 'UNKNOWN_ASSET' } as const];
  const refuse = async () => err({ code: 'INVALID_MOVEMENT', problems } as const);
  const { screen, sent } = await open(undefined, { 'activity.enter': refuse });
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.element(screen.getByText('Fill this in.').first()).toBeVisible();
  expect(sent()).toEqual([]);
  await screen.getByLabelText('Asset').fill('BTX');
  await screen.getByLabelText('Amount that comes in').fill('1');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.element(screen.getByText(/Nothing in this record has such an asset/u)).toBeVisible();
  await screen.getByLabelText('This asset is new to the record').click();
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.poll(() => sent().at(-1)).toMatchObject({ isNewAsset: true });
});

test('a correction opens with the old values, names the old entry and says whose it is', async () => {
  const { screen, sent } = await open(deposit);
  await expect.element(screen.getByText(/It came with the import of moves.csv/u)).toBeVisible();
  await expect.element(screen.getByLabelText('Amount that comes in')).toHaveValue('1');
  await expect.element(screen.getByLabelText('Time by UTC')).toHaveValue('2025-05-01T09:00');
  await screen.getByLabelText('Amount that comes in').fill('0.4');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect
    .poll(() => sent().at(-1))
    .toMatchObject({ corrects: 'e1', movement: { amount: '0.4', time: deposit.time } });
});

test('tax that was credited back opens with its minus, as it was entered', async () => {
  const { screen, sent } = await open({
    ...deposit,
    type: 'tax',
    asset: { kind: 'currency', currency: 'EUR' },
  });
  const amount = screen.getByLabelText('Amount that goes out, with a minus where it was refunded');
  await expect.element(amount).toHaveValue('−1');
  await amount.fill('-2');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.poll(() => sent().at(-1)).toMatchObject({ movement: { type: 'tax', amount: '-2' } });
});

test('a split has its ratio, and the fraction that was paid for in cash', async () => {
  const { screen, sent } = await open();
  await screen.getByLabelText('Kind').selectOptions('Split');
  await screen.getByRole('combobox', { name: 'Instrument', exact: true }).fill('acme');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.element(screen.getByText('Fill this in.')).toBeVisible();
  await screen.getByLabelText('New shares').fill('1');
  await screen.getByLabelText('For old shares').fill('10');
  await screen.getByLabelText('Fraction paid for in cash').fill('0.5');
  await screen.getByLabelText('Cash received').fill('480');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect
    .poll(() => sent().at(-1))
    .toMatchObject({
      movement: {
        type: 'split',
        asset: { kind: 'instrument', instrumentId: 'import:ACME' },
        ratio: { new: 1, old: 10 },
        amount: '0.5',
        cash: '480',
      },
    });
});

test('what is spun off takes a share of the cost, and an instrument is found by a part of its name', async () => {
  useLiveStore.setState({ instruments: { 'import:PARENT': parent } });
  const { screen, sent } = await open();
  await screen.getByLabelText('Kind').selectOptions('Spin-off');
  await screen.getByRole('combobox', { name: 'Instrument', exact: true }).fill('par');
  await screen.getByRole('option', { name: 'PARENT' }).click();
  await screen.getByLabelText('Share of the cost that goes along, in %').fill('12.5');
  await screen.getByRole('combobox', { name: 'New instrument' }).fill('CHILD');
  await screen.getByLabelText('Quantity of it').fill('5');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect
    .poll(() => sent().at(-1))
    .toMatchObject({
      movement: {
        asset: { kind: 'instrument', instrumentId: 'import:PARENT' },
        ratio: { new: 125, old: 1000 },
        into: { instrumentId: 'import:CHILD', quantity: '5' },
      },
    });
});

test('a transfer tells what its fee was worth', async () => {
  const { screen, sent } = await open();
  await screen.getByLabelText('Kind').selectOptions('Transfer');
  await screen.getByLabelText('Arrives in').selectOptions('Kraken');
  await screen.getByLabelText('Asset').fill('BTC');
  await screen.getByLabelText('Amount that goes out, fee included').fill('1');
  await screen.getByLabelText('Fee, as a part of it').fill('0.001');
  await screen.getByLabelText('The fee was worth').fill('40');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect
    .poll(() => sent().at(-1))
    .toMatchObject({ movement: { fee: '0.001', feeWorth: { currency: 'EUR', amount: '40' } } });
});

test('a worth of a fee that is in no money is refused at its field', async () => {
  const problems = [{ field: 'cost', code: 'COST_NOT_MONEY' } as const];
  const refuse = async () => err({ code: 'INVALID_MOVEMENT', problems } as const);
  const { screen } = await open(undefined, { 'activity.enter': refuse });
  await screen.getByLabelText('Kind').selectOptions('Withdrawal');
  await screen.getByLabelText('Asset').fill('BTC');
  await screen.getByLabelText('Amount that goes out, fee included').fill('1');
  await screen.getByLabelText('Fee, as a part of it').fill('0.001');
  await screen.getByLabelText('The fee was worth').fill('40');
  await screen.getByRole('button', { name: 'What it does' }).click();
  await expect.element(screen.getByText(/A cost is in money/u)).toBeVisible();
});

test('a taking back says what it does and is confirmed', async () => {
  const onClose = vi.fn<() => void>();
  const { screen, asked } = await renderScreen(<TakeBackDialog entry={deposit} onClose={onClose} />, {
    'activity.takeBack': async () =>
      ok({
        effects: [{ accountId: 'a', asset: { kind: 'currency', currency: 'BTC' }, before: '1', after: '0' }],
      }),
  });
  await expect.element(screen.getByText('Kraken: BTC 1 → 0')).toBeVisible();
  await screen.getByRole('button', { name: 'Take it back' }).click();
  await expect.poll(() => onClose.mock.calls.length).toBe(1);
  expect(asked.map(({ input }) => input)).toEqual([
    { id: 'e1', isTrial: true },
    { id: 'e1', isTrial: false },
  ]);
});
