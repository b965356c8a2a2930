import { createImportHandlers } from '#src/composition/handlers/import-handlers.ts';
import type { ProgressInfo } from '#src/contract/state.ts';
import { currency, portfolioId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/sqlite-import-staging.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';

const now = Date.UTC(2026, 0, 1);
export const header = 'time,symbol,side,quantity,price,fee,fee currency,order id';
const rows = [
  '2025-01-31T14:05:09Z,BTCUSDT,buy,0.5,30000,1.5,USDT,77',
  '2025-01-30T14:05:09Z,BTC/USDT,sell,0.25,31000,,,78',
  '2025-02-01,AAPL,b,x,190,0,,',
];
export const good = [header, ...rows].join('\n');

async function openStore(): Promise<RecordStore> {
  const { record } = await openTemporary(await temporaryWorkspace());
  const portfolio = {
    id: portfolioId('p'),
    name: 'Main',
    baseCurrency: currency('USDT'),
    lotMethod: 'FIFO',
    limits: noLimits,
    createdAt: now,
  } as const;
  await record.transact((unit) => unit.portfolios.save(portfolio));
  return record;
}

export type ImportHandlers = ReturnType<typeof createImportHandlers>;

/** The import's handlers over one open workspace; `told` says what happened to it, in order. */
export async function importDesk() {
  const store = await openStore();
  const told: string[] = [];
  const progress: ProgressInfo[] = [];
  const clock = createFakeClock(now);
  const state = { open: true };
  let made = 0;
  const workspace = { store, reload: async () => void told.push('reloaded') };
  const handlers = createImportHandlers({
    current: () => (state.open ? workspace : undefined),
    createHistoryWorkspace: async (name) => {
      if (name === 'taken') return err({ code: 'NAME_TAKEN', name });
      told.push(`created ${name}`);
      return ok(workspace);
    },
    openStaging: () => new SqliteImportStaging(),
    ids: { next: () => `id-${(made += 1)}` },
    clock,
    report: (reported) => void progress.push(reported),
    announce: () => void told.push('announced'),
  });

  async function begin(text: string, fileName = 'fills.csv', pieceSize = 1000): Promise<string> {
    const begun = await handlers['imports.begin']({ fileName });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    for (let start = 0; start < text.length; start += pieceSize) {
      await handlers['imports.chunk']({ importId, text: text.slice(start, start + pieceSize) });
    }
    return importId;
  }

  return { store, handlers, begin, told, progress, clock, state };
}

export async function everything({ read }: RecordStore): Promise<string> {
  const accounts = await read.accounts.list();
  const ledger = await Promise.all(accounts.map(({ id }) => read.ledger.all(id)));
  const open = await read.positions.active(accounts.map(({ id }) => id));
  const fills = await read.trades.page({}, 'ascending', { limit: 100 });
  return JSON.stringify([
    accounts,
    await read.portfolios.list(),
    await read.instruments.list(),
    ledger,
    open,
    fills,
  ]);
}
