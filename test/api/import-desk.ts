import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
import { undoImport } from '#src/application/imports/undo-import.ts';
import { createTaskRegistry } from '#src/application/tasks/task-registry.ts';
import { createImports, type Imports } from '#src/api/handlers/import-handlers.ts';
import type { FileImport, FileToImport } from '#src/ports/import-files.ts';
import { StagedImport, type StagedImportNeeds } from '#src/application/imports/staged-import.ts';
import type { ProgressInfo } from '#src/contract/state.ts';
import { currency, portfolioId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import { noLimits } from '#src/domain/risk-limits.ts';
import { SqliteImportStaging } from '#src/infrastructure/persistence/sqlite/staging/sqlite-import-staging.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { NoRoomError, TransactionError } from '#src/ports/store-errors.ts';
import { asked, type Asked } from '#test/transport/asked.ts';
import { createFakeClock } from '#test/fakes/fake-clock.ts';
import {
  openTemporary,
  temporaryWorkspace,
} from '#test/infrastructure/persistence/sqlite/temporary-workspace.ts';
import { readerVersion } from '#src/infrastructure/importing/csv/formats/reader-versions.ts';
import { ImportFile } from '#src/infrastructure/importing/csv/import-file.ts';

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

export type ImportHandlers = Asked<keyof Imports['handlers']>;

/** As the file's thread does it, in this one. */
function importHere(needs: StagedImportNeeds, file: FileToImport): FileImport {
  const staged = new StagedImport(needs, file);
  const stopping = new AbortController();
  return {
    write: (text) => staged.write(text),
    count: () => staged.count(),
    preview: (workspace) => staged.preview(workspace?.store.read),
    commit: ({ store }, into, onProgress) =>
      staged.commit(store, into, {
        signal: stopping.signal,
        onProgress,
        openWriter: (id) => recordPieces(store, id),
      }),
    stop: () => stopping.abort(),
    abandon: () => undefined,
    discard: () => staged.discard(),
  };
}

/** The import's handlers over one open workspace; `told` says what happened to it, in order. */
export async function importDesk() {
  const record = await openStore();
  let lets = Number.POSITIVE_INFINITY;
  let refusesOne = false;
  /** The record, until its disk is full. */
  const store: RecordStore = {
    read: record.read,
    begin: () => record.begin(),
    async transact(work, importance) {
      lets -= 1;
      const isRefused = refusesOne;
      refusesOne = false;
      if (lets < 0 || isRefused) throw new NoRoomError('the disk is full');
      return record.transact(work, importance);
    },
  };
  const told: string[] = [];
  const progress: ProgressInfo[] = [];
  const clock = createFakeClock(now);
  /** `room`: how many rows the disk has room for; `looking`: what the next looks at it wait for. */
  const looking: Promise<unknown>[] = [];
  const state = { open: true, folder: '', room: Number.POSITIVE_INFINITY, looking };
  let hear: ((reported: ProgressInfo) => void) | undefined;
  const tasks = createTaskRegistry((reported) => {
    progress.push(reported);
    hear?.(reported);
  });
  let made = 0;
  const ids = { next: () => `id-${(made += 1)}` };
  const files = { folder: '', lendTurn: () => Promise.reject(new Error('no thread writes here')) };
  const workspace = {
    store,
    /** As a screen opens another one, whose folder is its own. */
    get files() {
      return { ...files, folder: state.folder };
    },
    keepPoint: async () => void told.push('a point is kept'),
    reload: async () => {
      if (!state.open) throw new TransactionError('the store is closed');
      told.push('reloaded');
    },
  };
  const imports = createImports({
    current: () => (state.open ? workspace : undefined),
    createHistoryWorkspace: async (name) => {
      if (name === 'taken') return err({ code: 'NAME_TAKEN', name });
      told.push(`created ${name}`);
      state.open = true;
      return ok(workspace);
    },
    async requireRoom(_folder, wanted) {
      await state.looking.shift();
      if (wanted > state.room) throw new NoRoomError('there is too little room');
    },
    openFile: (file) =>
      importHere(
        {
          staging: new SqliteImportStaging(),
          openReader: (at, mapping, answers) => new ImportFile(at, mapping, answers),
          clock,
        },
        file,
      ),
    undo: (target, id, onProgress) => undoImport({ store: target.store, clock, onProgress }, id),
    ids,
    clock,
    log: { warn: () => undefined },
    tasks,
    newestReader: readerVersion,
    publishWorkspace: () => void told.push('announced'),
  });

  const handlers = asked(imports.handlers);

  async function begin(text: string, fileName = 'fills.csv', pieceSize = 1000): Promise<string> {
    const begun = await handlers['imports.begin']({ fileName });
    if (!begun.ok) throw new Error('an import always begins');
    const { importId } = begun.value;
    for (let start = 0; start < text.length; start += pieceSize) {
      await handlers['imports.chunk']({ importId, text: text.slice(start, start + pieceSize) });
    }
    return importId;
  }

  return {
    store,
    handlers,
    tasks,
    begin,
    told,
    progress,
    clock,
    state,
    /** The disk takes so many more units of work. */
    fillDisk(after: number): void {
      lets = after;
    },
    /** The disk refuses the next unit of work, and takes those after it. */
    refuseOne(): void {
      refusesOne = true;
    },
    /** Another screen closes the workspace: its record takes and tells nothing any more. */
    close(): void {
      lets = 0;
      state.open = false;
    },
    freeDisk(): void {
      lets = Number.POSITIVE_INFINITY;
    },
    /** Called with what is reported, at that very moment. */
    onReported(listener: typeof hear): void {
      hear = listener;
    },
  };
}

export async function everything({ read }: RecordStore): Promise<string> {
  const accounts = await read.accounts.list();
  const cash = await Promise.all(accounts.map(({ id }) => read.ledger.cash(id)));
  const open = await read.positions.active(accounts.map(({ id }) => id));
  const fills = await read.trades.page({}, 'ascending', { limit: 100 });
  return JSON.stringify([
    accounts,
    await read.portfolios.list(),
    await read.instruments.list(),
    cash,
    open,
    fills,
  ]);
}
