import { readerVersion } from '#src/infrastructure/importing/csv/formats/reader-versions.ts';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTaskRegistry } from '#src/application/tasks/task-registry.ts';
import { importId as asImportId } from '#src/domain/ids.ts';
import { createImports } from '#src/api/handlers/import-handlers.ts';
import { requireRoomFor } from '#src/infrastructure/persistence/sqlite/operations/room.ts';
import { openImportThread } from '#src/infrastructure/persistence/sqlite/jobs/import-thread.ts';
import { openBenchStore, rawFillInsert, rawFillRow } from '../bench-store.ts';
import type { Figure } from '../figure.ts';

const rows = 1_000_000;
const rowsAPiece = 1_000;
/** As the screen sends a file. */
const pieceBytes = 131_072;
const megabyte = 1_048_576;
/** Of the raw inserts of the same rows. */
const goal = 0.5;
const worker = new URL('../../src/composition/workers/import-worker.ts', import.meta.url);

/** A CSV file of a million fills through the contract's own calls: parsed, checked, staged, written and folded. */
export async function measureImport(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'tapedeck-bench-import-'));
  try {
    return await measureFrom(join(folder, 'fills.csv'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measureFrom(path: string): Promise<readonly Figure[]> {
  await importRows(path, 1_000);
  const small = await importRows(path, 10_000);
  const large = await importRows(path, rows);
  const perSecond = (rows / large.milliseconds) * 1000;
  const raw = await rawPerSecond();
  return [
    {
      name: 'import of 1,000,000 fills: parse, check, write, fold',
      value: perSecond,
      unit: 'rows/s',
      baseline: raw,
      ratio: perSecond / raw,
      goal: `>= ${goal} of the inserts alone`,
      pass: perSecond / raw >= goal,
    },
    {
      name: 'memory of that import, against that of 10,000 fills',
      value: (large.peak - small.peak) / megabyte,
      unit: 'MB more',
      baseline: undefined,
      ratio: undefined,
      goal: '<= 128 MB more, whatever the rows',
      pass: large.peak - small.peak <= 128 * megabyte,
    },
    {
      name: 'longest stall of the main loop while it runs',
      value: large.longestStall,
      unit: 'ms',
      baseline: undefined,
      ratio: undefined,
      goal: '<= 100 ms',
      pass: large.longestStall <= 100,
    },
  ];
}

/** Fills of the same schema by a prepared statement, as many in a commit as an import writes. */
async function rawPerSecond(): Promise<number> {
  const bench = await openBenchStore();
  const database = bench.openRaw();
  try {
    const insert = database.prepare(rawFillInsert);
    const write = database.transaction((first: number) => {
      for (let index = first; index < first + rowsAPiece; index += 1) insert.run(...rawFillRow(index, 'raw'));
    });
    const start = performance.now();
    for (let first = 0; first < rows; first += rowsAPiece) write(first);
    return (rows / (performance.now() - start)) * 1000;
  } finally {
    database.close();
    await bench.close();
  }
}

async function importRows(path: string, count: number) {
  await writeFile(path, linesOf(count));
  const bench = await openBenchStore();
  let made = 0;
  const { lendTurn } = bench.store;
  const target = {
    store: bench.store.record,
    files: { folder: dirname(bench.file), lendTurn },
    keepPoint: () => Promise.resolve(),
    reload: () => Promise.resolve(),
  };
  const { handlers, close } = createImports({
    current: () => target,
    createHistoryWorkspace: () => Promise.reject(new Error('imports go into the open workspace')),
    requireRoom: (_folder, wanted) => requireRoomFor(wanted, target.files.folder),
    openFile: (file) => openImportThread(worker, file),
    undo: () => Promise.reject(new Error('no import is undone')),
    ids: { next: () => `import-${(made += 1)}` },
    log: { warn: () => undefined },
    clock: {
      now: () => Date.now(),
      monotonic: () => performance.now(),
      after: () => () => undefined,
    },
    tasks: createTaskRegistry(() => undefined),
    newestReader: readerVersion,
    publishWorkspace: () => undefined,
  });
  const delay = monitorEventLoopDelay({ resolution: 1 });
  let peak = 0;
  const sampling = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 20);
  delay.enable();
  const start = performance.now();
  const begun = await handlers['imports.begin']({ fileName: 'fills.csv' });
  if (!begun.ok) throw new Error('an import always begins');
  const importId = asImportId(begun.value.importId);
  let arriving: Promise<unknown> = Promise.resolve();
  for await (const text of createReadStream(path, { encoding: 'utf8', highWaterMark: pieceBytes })) {
    // As the screen does it: the next piece is sent while one is read.
    const sent = handlers['imports.chunk']({ importId, text: String(text) });
    await arriving;
    arriving = sent;
  }
  await arriving;
  const preview = await handlers['imports.preview']({ importId });
  const done = await handlers['imports.commit']({ importId, accountName: 'Imported' });
  const milliseconds = performance.now() - start;
  clearInterval(sampling);
  delay.disable();
  await close();
  await bench.close();
  if (!preview.ok || !done.ok || done.value.imported !== count) throw new Error('not every row was imported');
  return { milliseconds, peak, longestStall: delay.max / 1e6 };
}

function* linesOf(count: number): Iterable<string> {
  yield 'time,symbol,side,quantity,price,fee,fee currency,order id\n';
  for (let first = 0; first < count; first += rowsAPiece) {
    const lines = Array.from({ length: rowsAPiece }, (_, at) => lineAt(first + at));
    yield `${lines.join('\n')}\n`;
  }
}

const symbols = ['BTC-USDT', 'ETH-USDT', 'SOL-USDT', 'BNB-USDT', 'ADA-USDT'];

/** A round trip is so many buys and as many sells. */
const turnsASide = 10;

/** Buys, and sells of what was bought before, so that lots open and close. */
function lineAt(index: number): string {
  const time = new Date(1_600_000_000_000 + index * 1000).toISOString();
  const turn = Math.floor(index / symbols.length);
  const side = Math.floor(turn / turnsASide) % 2 === 0 ? 'buy' : 'sell';
  const quantity = (((turn % turnsASide) + 1) / 1000).toFixed(3);
  const price = (60_000 + ((index * 7919) % 500_000) / 100).toFixed(2);
  return `${time},${symbols[index % symbols.length]},${side},${quantity},${price},0.06123456,USDT,${index}`;
}
