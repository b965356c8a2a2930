import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Browser, Page } from 'playwright';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { fillIdOf } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { parseExchangeInfo } from '#src/infrastructure/venues/binance/exchange-info.ts';
import { type BinanceReplay, startBinanceReplay } from '#test/venues/binance/replay-server.ts';
import { createSyntheticSession } from '#test/venues/binance/synthetic-session.ts';
import { account, benchFill, createBenchWorkspace, rawOrderInsert, rawOrderRow } from '../bench-store.ts';
import { startProgram } from '../running-program.ts';
import { countRenders } from './page-cost.ts';

const letters = 'ABCDEFGHIJ';
const positions = 20;

export type DeskSize = { readonly instruments: number; readonly orders: number; readonly updates: number };

export type BusyDesk = {
  readonly page: Page;
  /** Quotes that its page has been told so far. */
  quotes(): number;
  close(): Promise<void>;
};

/** The real screen on the real core, its blotter of all orders read whole, while every instrument's price moves. */
export async function openBusyDesk(browser: Browser, size: DeskSize): Promise<BusyDesk> {
  const symbols = Array.from(
    { length: size.instruments },
    (_, at) => `${letters[Math.floor(at / 10)] ?? 'Z'}${letters[at % 10] ?? 'Z'}COINUSDT`,
  );
  const session = createSyntheticSession({ symbols, depthFrames: 20 });
  const instruments = parseExchangeInfo(JSON.parse(session.exchangeInfo))?.instruments ?? [];
  const workspaces = await mkdtemp(join(tmpdir(), 'tapedeck-bench-'));
  await fillRecord(join(workspaces, 'bench'), instruments, size.orders);
  const replay = await startBinanceReplay({ session });
  const urls = ['--binance-rest-url', replay.restUrl, '--binance-stream-url', replay.streamUrl];
  const program = await startProgram(['--workspaces', workspaces, ...urls]);
  let quotes = 0;
  const page = await browser.newPage({ viewport: { width: 1920, height: 1200 } });
  await page.addInitScript(countRenders);
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      quotes += payload.toString().split('"askQuantity"').length - 1;
    }),
  );
  await page.goto(program.address);
  await page.getByRole('button', { name: 'Open Bench' }).click();
  await readWhole(page, size.orders);
  const market = moveMarket(replay, symbols, size.updates);
  return {
    page,
    quotes: () => quotes,
    async close() {
      clearInterval(market);
      await page.close();
      await program.stop();
      await replay.close();
      await rm(workspaces, { recursive: true, force: true });
    },
  };
}

/** The blotter sorts by what the store does not: it reads all rows, asking now and then whether to go on. */
async function readWhole(page: Page, orders: number): Promise<void> {
  const blotter = page.getByRole('region', { name: 'Orders', exact: true });
  const whole = blotter.getByText(`${orders.toLocaleString('en')} rows`, { exact: true });
  const further = blotter.getByRole('button', { name: 'Look further' });
  while (!(await whole.isVisible())) {
    await whole.or(further).first().waitFor({ timeout: 120_000 });
    if (await further.isVisible()) await further.click();
    await further.or(whole).first().waitFor({ timeout: 120_000 });
  }
}

async function fillRecord(folder: string, instruments: readonly Instrument[], orders: number): Promise<void> {
  const [first, ...others] = instruments;
  if (first === undefined) throw new RangeError('a desk needs instruments');
  const store = await createBenchWorkspace(folder, [first, ...others], Decimal.from('1000000'));
  await store.record.transact(async (unit) => {
    const held = instruments.slice(0, positions).map(({ id: instrumentId }, at) => {
      const id = fillIdOf(account, instrumentId, `held-${at * 2}`);
      return {
        ...benchFill(at * 2, 'held'),
        id,
        instrumentId,
        quantity: Decimal.from('10'),
        price: Decimal.one,
      };
    });
    await bookFills(unit, held);
    await unit.settings.set('watchlist', JSON.stringify(instruments.map(({ id }) => id)));
    await unit.settings.set('orders.shown', JSON.stringify('all'));
    const sort = { id: 'limit', descending: true };
    const view = { order: [], visibility: {}, widths: {}, sort, filters: {}, filtersShown: false };
    await unit.settings.set('grid.orders', JSON.stringify(view));
  });
  await store.close();
  const raw = new Database(join(folder, 'record.sqlite'));
  const insert = raw.prepare(rawOrderInsert);
  raw.transaction(() => {
    for (let index = 0; index < orders; index += 1) {
      const { id } = instruments[index % instruments.length] ?? first;
      insert.run(...rawOrderRow(index, 'row').with(3, id).with(9, 'FILLED'));
    }
  })();
  raw.close();
}

/** Each instrument's best bid and ask move with every update, its last price with every fourth. */
function moveMarket(replay: BinanceReplay, symbols: readonly string[], updates: number): NodeJS.Timeout {
  let turn = 1_000_000_000;
  return setInterval(() => {
    turn += 1;
    const time = Date.now();
    for (const [at, s] of symbols.entries()) {
      const price = 0.35 + ((turn + at) % 50) / 10_000;
      const p = price.toFixed(8);
      const best = { u: turn, s, b: p, B: '10.00000000', a: (price + 0.0002).toFixed(8), A: '12.00000000' };
      const name = s.toLowerCase();
      replay.broadcast(JSON.stringify({ stream: `${name}@bookTicker`, data: best }));
      if ((turn + at) % 4 !== 0) continue;
      const traded = { e: 'aggTrade', E: time, s, a: turn, p, q: '5.00000000', f: 1, l: 1, T: time };
      replay.broadcast(JSON.stringify({ stream: `${name}@aggTrade`, data: { ...traded, m: true, M: true } }));
    }
  }, 1000 / updates);
}
