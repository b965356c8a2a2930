import { noneGiven } from '#src/application/portfolio/given-prices.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMarketWatch } from '#src/application/market/market-watch.ts';
import { bookFills } from '#src/application/orders/book-fills.ts';
import { createLiveValuations } from '#src/application/portfolio/live-valuations.ts';
import { countTrades, tradeStatistics } from '#src/application/portfolio/trade-statistics.ts';
import { readPortfolio } from '#src/application/portfolio/value-portfolio.ts';
import type { Fill, Side } from '#src/domain/fill.ts';
import { currency, type InstrumentId } from '#src/domain/ids.ts';
import type { WorkspaceFiles } from '#src/ports/workspaces.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import {
  btc,
  decimal,
  eth,
  furnish,
  portfolio,
  sampleFill,
  sampleInstrument,
  startTime,
  usdt,
} from '#test/ports/sample-entities.ts';

const clock = createFakeClock(startTime);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
let files: WorkspaceFiles;

beforeEach(async () => {
  files = await openTemporary(await temporaryWorkspace());
  await furnish(files.record);
});

afterEach(() => files.close());

const instrument = (id: InstrumentId) => ({ ...sampleInstrument(id), settle: usdt });

async function openValuations() {
  const { record, market } = files;
  const values = {
    read: record.read,
    mark: () => undefined,
    instrument,
    pairs: () => [],
    given: noneGiven,
  };
  const valuations = createLiveValuations({
    store: record,
    values,
    learn: async () => undefined,
    watch: createMarketWatch(new Map()),
    clock,
    log,
    candlesOf: () => ({ feed: undefined, stored: market, log }),
    equityDays: files.equityDays,
    statementsOf: () => ({ version: 0, isChecking: false, checked: [] }),
    readDayRule: async () => ({ zone: 'UTC', hour: 0 }),
    readOnly: false,
    onValuation: () => undefined,
  });
  await valuations.reload();

  async function trade(...fills: readonly Fill[]): Promise<void> {
    for (const traded of fills) {
      const booked = await record.transact((unit) => bookFills(unit, [traded]));
      valuations.follow([{ type: 'fillAdded', fill: traded }, ...booked]);
    }
    await clock.advance(300);
  }

  /** As the program has it, and as the record has it. */
  async function figures() {
    const known = valuations.latest()[0]?.record;
    const anew = await readPortfolio({ ...values, read: record.read }, portfolio.id);
    const told = [known, anew].map((one) => ({
      facts: one?.facts,
      count: countTrades(one?.closed ?? []),
      statistics: tradeStatistics(one?.closed ?? []),
    }));
    return { known: told[0], anew: told[1] };
  }

  return { valuations, trade, figures };
}

function fill(number: number, side: Side, price: string, id = btc, fee = 'USDT'): Fill {
  return sampleFill(number, {
    instrumentId: id,
    side,
    quantity: decimal('1'),
    price: decimal(price),
    fee: { currency: currency(fee), amount: decimal('0.5') },
    time: startTime + number * 1_000,
  });
}

describe('the closed round trips of a portfolio', () => {
  it('are summed up, each as it closes', async () => {
    const { valuations, trade, figures } = await openValuations();
    for (let round = 0; round < 5; round += 1) {
      await trade(fill(round * 4, 'BUY', '100'), fill(round * 4 + 1, 'SELL', String(98 + round)));
      await trade(fill(round * 4 + 2, 'BUY', '7', eth, 'BNB'), fill(round * 4 + 3, 'SELL', '8', eth, 'BNB'));
    }
    // Fees of 1 each: −3, −2, −1, 0 and +1; those that paid in another currency are left out.
    const { known, anew } = await figures();
    expect(known).toEqual(anew);
    expect(known).toMatchObject({
      count: 10,
      statistics: {
        leftOut: 5,
        trades: 5,
        wins: 1,
        losses: 3,
        grossProfit: decimal('1'),
        grossLoss: decimal('6'),
      },
      facts: {
        trips: {
          realised: { known: decimal('5'), unrated: 0 },
          fees: { known: decimal('5'), unrated: 10 },
        },
      },
    });
    await valuations.close();
  });

  it('are counted right where a fill crosses zero, and anew where a late one joins two of them', async () => {
    const { valuations, trade, figures } = await openValuations();
    await trade(fill(1, 'BUY', '100'), fill(3, 'SELL', '110'));
    const crossing = { ...fill(5, 'SELL', '120'), quantity: decimal('2') };
    await trade(fill(4, 'BUY', '100'), crossing);
    const crossed = await figures();
    expect(crossed.known).toEqual(crossed.anew);
    expect(crossed.known?.count).toBe(2);
    await trade(fill(2, 'BUY', '90'));
    const joined = await figures();
    expect(joined.known).toEqual(joined.anew);
    await trade(fill(6, 'BUY', '90'), fill(7, 'BUY', '91'), fill(8, 'SELL', '95'));
    const after = await figures();
    expect(after.known).toEqual(after.anew);
    await valuations.close();
  });
});
