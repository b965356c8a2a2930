import { region } from './desk.ts';
import { expect, test } from './fixtures.ts';

/** Binance's export: the fees are taken in BNB, which the file does not say came in. */
const trades = [
  'Date(UTC),Market,Type,Price,Amount,Total,Fee,Fee Coin',
  '2024-03-01 10:00:00,BTCUSDT,BUY,40000,0.1,4000,0.01,BNB',
  '2024-03-02 10:00:00,BTCUSDT,SELL,50000,0.1,5000,0.02,BNB',
].join('\n');

test('what a file of trades leaves unknown is listed, settled by hand, and known then', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await page.getByRole('button', { name: 'Import history' }).click();
  const importing = page.getByRole('dialog', { name: 'Import history' });
  const chooser = page.waitForEvent('filechooser');
  await importing.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles({ name: 'trades.csv', mimeType: 'text/csv', buffer: Buffer.from(trades) });
  await importing.getByRole('button', { name: 'Import 2 fills' }).click();
  await importing.getByRole('button', { name: 'Done' }).click();

  const figures = region(page, 'Portfolio').getByRole('group', { name: 'Figures', exact: true });
  await figures
    .getByRole('button', { name: /missing purchase/u })
    .first()
    .click();
  const settling = page.getByRole('dialog', { name: /^To settle/u });
  const group = (name: string) => settling.getByRole('region', { name: new RegExp(`^${name}`, 'u') });
  const form = page.getByRole('form');
  await expect(group('Missing purchases')).toContainText('0.03 BNB sold that this record never saw come in');

  await group('Missing purchases')
    .getByRole('button', { name: /^Show the sale/u })
    .click();
  const sale = page.getByRole('dialog', { name: /^Trades at/u });
  await expect(sale).toContainText('0.01');
  await sale.getByRole('button', { name: 'Close' }).last().click();

  await group('Missing purchases')
    .getByRole('button', { name: /^Enter how it came in/u })
    .click();
  await expect(form.getByLabel('Asset')).toHaveValue('BNB');
  await expect(form.getByLabel('Amount that comes in')).toHaveValue('0.03');
  await expect(form.getByLabel(/^Time by/u)).toHaveValue('2024-03-01T09:59:59');
  await form.getByRole('button', { name: 'What it does' }).click();
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(form).toHaveCount(0);
  await expect(group('Missing purchases')).toHaveCount(0);

  const costs = group('What came in without a cost');
  await expect(costs).toContainText('Deposit of 0.03 BNB');
  await costs.getByRole('button', { name: /^Enter cost and date/u }).click();
  await form.getByLabel('Cost', { exact: true }).fill('9');
  await form.getByLabel('Cost in').fill('USDT');
  await form.getByRole('button', { name: 'What it does' }).click();
  await form.getByRole('button', { name: 'Record it' }).click();
  await expect(costs).toHaveCount(0);

  const legs = group('Trades and fees without a rate');
  await expect(legs.getByRole('listitem')).toHaveCount(2);
  await legs
    .getByRole('button', { name: /^Give a rate/u })
    .first()
    .click();
  await legs.getByRole('textbox').fill('400');
  await legs.getByRole('button', { name: 'Keep this rate' }).click();
  await expect(legs.getByRole('listitem')).toHaveCount(1);
  await legs.getByRole('button', { name: /^Give a rate/u }).click();
  await legs.getByRole('textbox').fill('500');
  await legs.getByRole('button', { name: 'Keep this rate' }).click();
  await expect(legs).toHaveCount(0);

  const flows = group('Deposits and withdrawals without a rate');
  await flows.getByRole('button', { name: /^Give a rate/u }).click();
  await flows.getByRole('textbox').fill('400');
  await flows.getByRole('button', { name: 'Keep this rate' }).click();
  await expect(settling).toContainText('Nothing is to settle');
  await settling.getByRole('button', { name: 'Close' }).last().click();
  // 1,000 of the trade; 0.01 BNB at 400 and 0.02 at 500 are 14 of fees; the 0.03 had cost 9, so that they brought 5.
  await expect(figures).not.toContainText('+ 1');
  const figure = (name: string) =>
    figures.locator('dl > div').filter({ hasText: new RegExp(`^${name}`, 'u') });
  await expect(figure('Realised')).toContainText('1,005.00');
  await expect(figure('Fees')).toContainText('14.00');
});

const kraken = 'txid,refid,time,type,subtype,aclass,asset,wallet,amount,fee,balance';
/** Bought for 30,000 and sent to another account, which sells it. */
const first = [
  kraken,
  'E1,E1,2024-03-01 09:00:00,deposit,,currency,ZEUR,spot,30000,0,30000',
  'B1,T1,2024-03-01 10:00:00,trade,,currency,ZEUR,spot,-30000,0,0',
  'B2,T1,2024-03-01 10:00:00,trade,,currency,XXBT,spot,1,0,1',
  'W1,W1,2024-03-02 10:00:00,withdrawal,,currency,XXBT,spot,-1,0,0',
].join('\n');
const second = [
  kraken,
  'D1,D1,2024-03-02 10:40:00,deposit,,currency,XXBT,spot,1,0,1',
  'S1,T2,2024-03-03 10:00:00,trade,,currency,XXBT,spot,-1,0,0',
  'S2,T2,2024-03-03 10:00:00,trade,,currency,ZEUR,spot,40000,0,40000',
].join('\n');

test('a withdrawal and a deposit that match are linked as one transfer, separated and refused', async ({
  app: { page },
}) => {
  test.setTimeout(120_000);
  await page.getByRole('button', { name: 'Import history' }).click();
  await imported('first.csv', first);
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('Import history');
  await page.keyboard.press('Enter');
  await imported('second.csv', second);

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('To settle');
  await page.keyboard.press('Enter');
  const settling = page.getByRole('dialog', { name: /^To settle/u });
  const transfers = settling.getByRole('region', { name: /^Transfers between own accounts/u });
  const costs = settling.getByRole('region', { name: /^What came in without a cost/u });
  await expect(transfers).toContainText('1 BTC: first, 2024-03-02 10:00:00 → second, 2024-03-02 10:40:00');
  await expect(costs).toHaveCount(1);

  await transfers.getByRole('button', { name: /^Link them/u }).click();
  await expect(transfers).toHaveCount(0);
  await expect(costs).toHaveCount(0);
  const figures = region(page, 'Portfolio').getByRole('group', { name: 'Figures', exact: true });
  await expect(figures.locator('dl > div').filter({ hasText: /^Realised/u })).toContainText('10,000.00');

  await settling.getByRole('button', { name: /^Undo/u }).click();
  await expect(transfers).toHaveCount(1);
  await transfers.getByRole('button', { name: /^No transfer/u }).click();
  await expect(transfers).toHaveCount(0);
  await settling.getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('menuitem', { name: 'To settle' }).click();
  await expect(costs).toHaveCount(1);
  await expect(transfers).toHaveCount(0);
  await settling.getByRole('button', { name: /^Propose again/u }).click();
  await expect(transfers).toHaveCount(1);

  async function imported(name: string, text: string): Promise<void> {
    const importing = page.getByRole('dialog', { name: 'Import history' });
    const chooser = page.waitForEvent('filechooser');
    await importing.getByRole('button', { name: 'Choose a file' }).click();
    await (await chooser).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await importing.getByLabel('Account name').fill(name.replace('.csv', ''));
    await importing.getByRole('button', { name: /^Import \d/u }).click();
    await importing.getByRole('button', { name: 'Done' }).click();
  }
});
