/** Workspaces to break: made once by the store itself, and copied. */
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Decimal } from '#src/domain/decimal.ts';
import { accountId, currency, ledgerEntryId, portfolioId } from '#src/domain/ids.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import {
  simulatedInstruments,
  simulated,
} from '#src/infrastructure/venues/simulated/simulated-instruments.ts';
import { createWorkspace } from '#src/infrastructure/persistence/sqlite/workspace/workspace-files.ts';
import { createMemory } from './memory.ts';
import { seededRandom } from './seeded.ts';
import { openScreen, startProgram } from './program.ts';
import { createTrader } from './trader.ts';

export const migrationsFolder = join(import.meta.dirname, '../../drizzle');

/** A request whose outcome a kill left open locks its account for a while: the next lives trade on the others. */
const accounts = 48;

/** Workspaces folders, one a case, that go with the harness. */
export type Ground = {
  /** A workspaces folder that holds a fresh workspace `trading`. */
  fresh(): Promise<string>;
  /** The same with some trading in it, closed in order. */
  traded(): Promise<string>;
  /** An empty folder. */
  empty(): string;
  /** `to` becomes another copy of the workspace. */
  copy(from: string, to: string): void;
  clear(): void;
};

export const workspaceId = 'trading';

export function createGround(): Ground {
  const root = mkdtempSync(join(tmpdir(), 'tapedeck-faults-'));
  const made = new Map<string, Promise<string>>();
  let next = 0;

  function empty(): string {
    next += 1;
    const folder = join(root, String(next));
    mkdirSync(folder);
    return folder;
  }

  async function once(name: string, make: (folder: string) => Promise<void>): Promise<string> {
    const known = made.get(name);
    if (known !== undefined) return known;
    const folder = join(root, name);
    const making = make(folder).then(() => folder);
    made.set(name, making);
    return making;
  }

  async function copyOf(template: Promise<string>): Promise<string> {
    const folder = empty();
    cpSync(await template, folder, { recursive: true });
    return folder;
  }

  const fresh = (): Promise<string> => copyOf(once('fresh', makeFresh));
  return {
    fresh,
    traded: () =>
      copyOf(
        once('traded', async (folder) => {
          cpSync(await fresh(), folder, { recursive: true });
          await tradeIn(folder);
        }),
      ),
    empty,
    copy: (from, to) => cpSync(from, to, { recursive: true }),
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function makeFresh(folder: string): Promise<void> {
  const store = await createWorkspace(
    { folder: join(folder, workspaceId), migrationsFolder, clock: Date, durability: 'bulk' },
    { id: workspaceId, kind: 'paper', name: 'Trading' },
  );
  const createdAt = Date.now();
  const portfolio = portfolioId('main');
  await store.record.transact(async (unit) => {
    await unit.instruments.saveMany(simulatedInstruments);
    await unit.portfolios.save({
      id: portfolio,
      name: 'Main',
      baseCurrency: currency('USDT'),
      lotMethod: 'FIFO',
      limits: noLimits,
      createdAt,
    });
    for (let number = 1; number <= accounts; number += 1) {
      const account = accountId(`account-${number}`);
      await unit.accounts.save({
        id: account,
        portfolioId: portfolio,
        name: `Account ${number}`,
        venue: simulated,
        environment: 'live',
        mode: 'paper',
        credential: undefined,
        disabledAt: undefined,
        fees: { maker: Decimal.from('0.0005'), taker: Decimal.from('0.001') },
        deadMansSwitch: false,
        mayBorrow: true,
        createdAt,
      });
      await unit.ledger.append([
        {
          id: ledgerEntryId(`deposit-${number}`),
          accountId: account,
          type: 'deposit',
          time: createdAt,
          cash: { currency: currency('USDT'), amount: Decimal.fromInteger(1_000_000) },
          instrumentId: undefined,
          quantity: undefined,
          note: undefined,
        },
      ]);
    }
  });
  await store.close();
}

async function tradeIn(folder: string): Promise<void> {
  const program = startProgram(folder);
  const screen = await openScreen(program, raise);
  if (screen === undefined) throw new Error((await program.ended).errors);
  const trader = createTrader(screen, createMemory(), seededRandom(1));
  await trader.open(workspaceId);
  await trader.trade(60);
  const ending = await program.stop();
  if (ending.code !== 0) throw new Error(`the program ended with ${ending.code}: ${ending.errors}`);
}

function raise(fault: Error): never {
  throw fault;
}
