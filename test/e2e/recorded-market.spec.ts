import { join } from 'node:path';
import { readRecordedSession, recordings, type Session } from '#test/venues/binance/session.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';
import { type BinanceReplay, startBinanceReplay } from '#test/venues/binance/replay-server.ts';
import { expect, test as base } from './fixtures.ts';
import { chooseSymbol, fillTicket, region, rows } from './desk.ts';

const session: Session =
  recordings === undefined
    ? createSyntheticSession({ symbols: ['NKNUSDT'] })
    : readRecordedSession(join(recordings, 'binance'));
const symbol = 'NKNUSDT';

const test = base.extend<{ readonly replay: BinanceReplay }>({
  // Playwright reads a fixture's needs from its first parameter.
  replay: async ({ browserName: _browserName }, use) => {
    const replay = await startBinanceReplay({ session, pace: 'fast' });
    // The recording ends; a market that goes on says something every second.
    const last = session.frames.findLast((frame) => frame.stream === 'nknusdt@bookTicker');
    const heartbeat = setInterval(() => last !== undefined && replay.broadcast(last.text), 1000);
    await use(replay);
    clearInterval(heartbeat);
    await replay.close();
  },
  programOptions: async ({ replay }, use) => {
    await use(['--binance-rest-url', replay.restUrl, '--binance-stream-url', replay.streamUrl]);
  },
});

/** Eight decimals as a whole number: the spec's own arithmetic shares nothing with the program's. */
function units(text: string): bigint {
  const [whole = '0', fraction = ''] = text.split('.');
  return BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0').slice(0, 8));
}

/** A sum of quantity × price (16 decimals) as money with two decimals and thousands. */
function money(product: bigint): string {
  const cents = (product + (product < 0n ? -1n : 1n) * 50_000_000_000_000n) / 100_000_000_000_000n;
  const size = cents < 0n ? -cents : cents;
  const whole = (size / 100n).toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return `${cents < 0n ? '−' : ''}${whole}.${(size % 100n).toString().padStart(2, '0')}`;
}

test('a market buy fills level by level at the recorded book, and every sum agrees', async ({
  app,
  replay,
}) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Connect a venue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a venue' });
  await dialog.getByLabel('Workspace name').fill('Recorded');
  await dialog.getByLabel('Starting cash').fill('10000');
  await dialog.getByLabel('Taker fee, %').fill('0.1');
  await dialog.getByRole('button', { name: /^(create|start|open)/i }).click();

  await chooseSymbol(page, symbol);
  const ticket = region(page, 'Order ticket');
  const truth = () => replay.truth(symbol);
  const lastFrame = session.frames.findLast((frame) => frame.symbol === symbol && frame.isDepth);
  expect(lastFrame).toBeDefined();
  await expect.poll(() => truth().lastUpdateId).toBe(JSON.parse(lastFrame?.text ?? '{}').data.u);
  const [bestAsk = ['', '']] = truth().asks;
  await expect(ticket.getByRole('button', { name: /^Ask/ })).toContainText(String(Number(bestAsk[0])));

  const quantity = recordings === undefined ? '200' : '20000';
  await fillTicket(page, { symbol, side: 'Buy', type: 'Market', quantity });
  await ticket.getByRole('button', { name: 'Review order' }).click();
  await page
    .getByRole('dialog', { name: 'Confirm order' })
    .getByRole('button', { name: 'Place order' })
    .click();

  const expected = walk(truth().asks, units(quantity));
  await expect(rows(page, 'Fills')).toHaveCount(expected.length);
  const shown = await rows(page, 'Fills').allInnerTexts();
  for (const [at, { price }] of expected.toReversed().entries())
    expect(shown[at]).toContain(String(Number(price)));

  const cost = expected.reduce((sum, level) => sum + level.quantity * units(level.price), 0n);
  const fee = cost / 1000n;
  const portfolio = region(page, 'Portfolio');
  await expect(figure('Cash')).toHaveText(money(units('10000') * 100_000_000n - cost - fee));
  await expect(figure('Fees')).toHaveText(money(fee));

  const lastTrade = session.frames.findLast((frame) => frame.stream === `${symbol.toLowerCase()}@aggTrade`);
  const last = units(JSON.parse(lastTrade?.text ?? '{}').data.p);
  const profit = units(quantity) * last - cost;
  await expect(figure('Unrealised')).toContainText(money(profit));
  await expect(rows(page, 'Positions')).toHaveCount(1);
  await expect(rows(page, 'Positions').first()).toContainText(symbol);

  function figure(name: string) {
    const term = portfolio.getByRole('term').filter({ hasText: new RegExp(`^${name}$`) });
    return term.locator('xpath=following-sibling::*[1]');
  }
});

test('the record is there without the venue, and says that it is offline', async ({ app, replay }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Connect a venue' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect a venue' });
  await dialog.getByLabel('Workspace name').fill('Recorded');
  await dialog.getByRole('button', { name: /^(create|start|open)/i }).click();
  await fillTicket(page, { symbol, side: 'Buy', type: 'Market', quantity: '100' });
  const ticket = region(page, 'Order ticket');
  await expect(ticket.getByRole('button', { name: /^Ask/ })).toContainText(/\d/);
  await ticket.getByRole('button', { name: 'Review order' }).click();
  await page
    .getByRole('dialog', { name: 'Confirm order' })
    .getByRole('button', { name: 'Place order' })
    .click();
  await expect(rows(page, 'Fills')).not.toHaveCount(0);

  await replay.close();
  await app.restart();
  await app.page.getByRole('button', { name: /Recorded/ }).click();
  await expect(rows(app.page, 'Fills').first()).toContainText(symbol);
  await expect(rows(app.page, 'Positions').first()).toContainText(symbol);
  await expect(app.page.getByRole('status', { name: 'Connection' })).toContainText(/offline|connecting/i);
});

/** Takes a quantity out of asks, cheapest first. */
function walk(asks: readonly (readonly [string, string])[], wanted: bigint) {
  let left = wanted;
  const taken: { readonly price: string; readonly quantity: bigint }[] = [];
  for (const [price, offered] of asks) {
    if (left === 0n) break;
    const size = units(offered) < left ? units(offered) : left;
    taken.push({ price, quantity: size });
    left -= size;
  }
  return taken;
}
