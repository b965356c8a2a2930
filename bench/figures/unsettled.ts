import { rebuildOne } from '#src/application/imports/import-positions.ts';
import { heldId } from '#src/domain/ids.ts';
import { openGroupReader } from '#src/infrastructure/persistence/sqlite/jobs/group-thread.ts';
import { account, benchInstrument, openBenchStore, rawFillInsert, rawFillRow } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const total = 1_000_000;
const turns = 3;
const jobWorker = new URL('../../src/composition/workers/job-worker.ts', import.meta.url);
/** So many fills for one whose fee was taken in a coin that never came in, and without a rate. */
const chargedEach = 1_000;

/** What is to settle in a history of a million fills, in its thread, against reading them alone. */
export async function measureUnsettled(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const raw = bench.openRaw();
  const reader = openGroupReader(jobWorker, bench.store.folder);
  try {
    const fill = raw.prepare(rawFillInsert);
    raw.transaction(() => {
      for (let index = 0; index < total; index += 1) fill.run(...rawFillRow(index, 'unsettled'));
    })();
    raw
      .prepare("UPDATE fills SET fee_currency = 'BNB', fee_amount = '0.01' WHERE seq % ? = 0")
      .run(chargedEach);
    for (const coin of ['BTC', 'BNB'])
      await rebuildOne(bench.store.record, { accountId: account, held: heldId(coin) });
    const question = { accountIds: [account], base: benchInstrument.settle, most: 200, refused: [] };
    const plain = raw.prepare('SELECT * FROM fills');
    const {
      ours,
      raw: read,
      ratio,
    } = await inTurns(
      turns,
      async () => {
        const { legs } = await reader.readUnsettled(question);
        if (legs.total === 0) throw new Error('fees without a rate are to settle');
      },
      () => {
        for (const row of plain.iterate()) void row;
      },
    );
    return [
      {
        name: 'what is to settle of 1,000,000 fills',
        value: ours,
        unit: 'ms',
        baseline: read,
        ratio,
        goal: '<= 1.5 x reading the fills',
        pass: ratio <= 1.5,
      },
    ];
  } finally {
    await reader.close();
    raw.close();
    await bench.close();
  }
}
