import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAccount } from '#src/application/accounts/open-account.ts';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { openWorkspace, type Workspace } from '#src/application/workspaces/workspace.ts';
import { workspaceNeeds } from '#test/application/workspaces/workspace-needs.ts';
import { createPortfolioHandlers } from '#src/api/handlers/portfolio-handlers.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill, Side } from '#src/domain/fill.ts';
import { accountId, fillIdOf, ledgerEntryId, portfolioId, type ImportId } from '#src/domain/ids.ts';
import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import type { ImportWriter } from '#src/ports/import-writer.ts';
import { fill, importInto, start } from '#test/application/imports/imported-history.ts';
import { coin } from '#test/domain/matching/matching-fixtures.ts';
import { createFakeClock, type FakeClock } from '#test/fakes/fake-clock.ts';
import { openingAccount } from '#test/ports/opening-account.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const hour = 3_600_000;
const own = accountId('own');
const main = portfolioId('main');
const lossOf333 = [fill(0, 'BUY', '1', '500'), fill(1, 'SELL', '1', '167')];
const gainOf500 = [fill(0, 'BUY', '1', '500'), fill(1, 'SELL', '1', '1000')];

let clock: FakeClock;
let workspace: Workspace;

beforeEach(async () => {
  clock = createFakeClock(start);
  const files = await openTemporary(await temporaryWorkspace());
  await files.record.transact((unit) => unit.instruments.saveMany([coin]));
  await openAccount(
    files.record,
    openingAccount(coin, start, {
      account: { id: own, name: 'Own', environment: undefined, mode: 'history' },
    }),
  );
  workspace = await openWorkspace(workspaceNeeds({ files, clock }));
  await pass(hour);
});

afterEach(() => workspace.close());

/** What is due meanwhile is done, also where the database takes its time. */
async function pass(milliseconds: number): Promise<void> {
  await clock.advance(milliseconds);
  for (let turn = 0; turn < 4; turn += 1) await clock.advance(250);
}

async function importFile(
  fills: typeof lossOf333,
  openWriter = (id: ImportId): ImportWriter => recordPieces(workspace.store, id),
): Promise<void> {
  await workspace.keepPoint();
  // Each is recorded in a moment of its own.
  await clock.advance(1);
  await importInto(workspace.store, 'Binance', fills, [], undefined, openWriter, false, clock);
  await clock.advance(1);
  await workspace.reload();
  await pass(hour);
}

async function undoLatest(): Promise<void> {
  const [latest] = await workspace.store.read.imports.list();
  if (latest === undefined) throw new Error('nothing was imported');
  await undoImport({ store: workspace.store, clock }, latest.id);
  await clock.advance(1);
  await workspace.reload();
  await pass(hour);
}

/** A round trip of the account's own, begun and ended now. */
async function trade(entry: string, exit: string, then = hour): Promise<void> {
  const fills = [filled('BUY', entry), filled('SELL', exit)];
  const changes = await workspace.store.transact((unit) => bookFills(unit, fills));
  workspace.follow([...fills.map((added) => ({ type: 'fillAdded', fill: added }) as const), ...changes]);
  await pass(then);
}

function filled(side: Side, price: string): Fill {
  const venueTradeId = `${side}-${clock.now()}`;
  return {
    id: fillIdOf(own, coin.id, venueTradeId),
    accountId: own,
    instrumentId: coin.id,
    orderId: undefined,
    venueTradeId,
    side,
    quantity: Decimal.one,
    price: Decimal.from(price),
    fee: undefined,
    liquidity: undefined,
    source: 'venue',
    venueSequence: undefined,
    place: side === 'BUY' ? 0 : 1,
    time: clock.now(),
    receivedAt: clock.now(),
  };
}

/** The curve without its level stretches, `|` where it is interrupted. */
async function curve(): Promise<string> {
  const answer = await createPortfolioHandlers(() => workspace)['portfolio.equity']({
    portfolioId: main,
    from: 0,
    to: Date.UTC(2100, 0, 1),
  });
  if (!answer.ok) throw new Error(answer.error.code);
  const { points, breaks } = answer.value;
  const marks = [
    ...points.map(({ time, equity }) => ({ time, text: equity ?? '–' })),
    ...breaks.map((time) => ({ time, text: '|' })),
  ].toSorted((left, right) => left.time - right.time);
  const texts = marks.map(({ text }) => text);
  return texts.filter((text, at) => text !== texts[at - 1]).join(' ');
}

async function drawdown() {
  const answer = await createPortfolioHandlers(() => workspace)['portfolio.summary']({ portfolioId: main });
  if (!answer.ok) throw new Error(answer.error.code);
  const { maxDrawdown, maxDrawdownShare } = answer.value.performance ?? {};
  return [maxDrawdown, maxDrawdownShare];
}

describe('an import is bookkeeping, and no gain or loss of its hour', () => {
  test('one that was taken back has left neither a dent nor a drawdown', async () => {
    await importFile(lossOf333);
    await undoLatest();
    expect(await curve()).toBe('1000');
    expect(await drawdown()).toEqual(['0', '0']);
  });

  test('what was traded while it stood is in the curve from when it was taken back', async () => {
    await importFile(gainOf500);
    await trade('200', '100');
    await undoLatest();
    await trade('100', '110');
    expect(await curve()).toBe('1000 900 910');
    expect(await drawdown()).toEqual(['100', '0.1']);
  });

  test('one that stands interrupts the curve, and no fall is measured over it', async () => {
    await importFile(lossOf333);
    expect(await curve()).toBe('1000 | 667');
    expect(await drawdown()).toEqual(['0', '0']);
  });

  test('a fall of the minutes before it stays one', async () => {
    await trade('500', '300', 0);
    expect(await drawdown()).toEqual(['200', '0.2']);
    await importFile(gainOf500);
    expect(await curve()).toBe('1000 800 | 1300');
    expect(await drawdown()).toEqual(['200', '0.2']);
  });

  test('a fall is measured from the peak before it, and its share of what the account then has', async () => {
    await trade('100', '200');
    await importFile(lossOf333);
    await trade('200', '123.3');
    // 76.7 of 1100 − 333 = 767.
    expect(await curve()).toBe('1000 1100 | 767 690.3');
    expect(await drawdown()).toEqual(['76.7', '0.1']);
  });

  test('another one that is taken back leaves the break of the one that stands', async () => {
    await importFile(lossOf333);
    await importFile([fill(5, 'BUY', '1', '600'), fill(6, 'SELL', '1', '500')]);
    expect(await curve()).toBe('1000 | 667 | 567');
    await undoLatest();
    expect(await curve()).toBe('1000 | 667');
    expect(await drawdown()).toEqual(['0', '0']);
  });

  test('no figure is told of a half of it, and all are known when it is whole', async () => {
    const told: unknown[] = [];
    async function tell(): Promise<void> {
      const answer = await createPortfolioHandlers(() => workspace)['portfolio.summary']({
        portfolioId: main,
      });
      if (!answer.ok) throw new Error(answer.error.code);
      const { valuation, performance } = answer.value;
      const { equity, cash, realised, balances, halfImported } = valuation;
      told.push({ equity, cash, realised, balances, halfImported, trades: performance?.leftOut });
    }
    await importFile(lossOf333, (id) => {
      const writer = recordPieces(workspace.store, id);
      return {
        ...writer,
        async write(piece) {
          await writer.write(piece);
          // A fill of the same portfolio has it read anew meanwhile.
          await trade('100', '110');
          await tell();
        },
      };
    });
    expect(new Set(told.map((one) => JSON.stringify(one)))).toEqual(
      new Set([JSON.stringify({ balances: [], halfImported: true })]),
    );
    told.length = 0;
    await tell();
    // None of the fills has a fee: the trips are counted as left out, neither won nor lost.
    expect(told).toMatchObject([{ halfImported: undefined, trades: 2 }]);
    expect(told).toMatchObject([{ equity: { isWhole: true, total: expect.stringMatching(/^6[0-9]{2}$/) } }]);
  });

  test('no point is kept of a half of it', async () => {
    await importFile(lossOf333, (id) => {
      const writer = recordPieces(workspace.store, id);
      return {
        ...writer,
        async write(piece) {
          await writer.write(piece);
          // A fill of the same portfolio has it read anew meanwhile.
          await trade('100', '110');
        },
      };
    });
    expect(await curve()).toMatch(/^1000 \| 6[0-9]{2}$/);
    expect(await drawdown()).toEqual(['0', '0']);
  });
});

test('an account that is added, or disabled, with its deposit is no fall and no rise', async () => {
  const other = { ...(await workspace.store.read.accounts.get(own)), id: accountId('other'), name: 'Other' };
  await workspace.store.transact(async (unit) => {
    await unit.accounts.save(other);
    await unit.ledger.append([
      {
        id: ledgerEntryId('other'),
        accountId: other.id,
        type: 'deposit',
        time: clock.now(),
        cash: { currency: coin.settle, amount: Decimal.from('500') },
        instrumentId: undefined,
        quantity: undefined,
        note: undefined,
      },
    ]);
  });
  await workspace.reload();
  await pass(hour);
  await workspace.accounts.disable(other.id);
  await trade('100', '70');
  expect(await curve()).toBe('1000 1500 1470');
  expect(await drawdown()).toEqual(['30', '0.02']);
});
