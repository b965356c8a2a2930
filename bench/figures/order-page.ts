import { openBenchStore, rawOrderInsert, rawOrderRow } from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const total = 1_000_000;
const pageSize = 100;
const pagesATurn = 20;

/** Pages of 100 orders through the repository, walking on by cursor, against the same rows by raw SQL. */
export async function measureOrderPage(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const raw = bench.openRaw();
  try {
    const insert = raw.prepare(rawOrderInsert);
    raw.transaction(() => {
      for (let index = 0; index < total; index += 1) insert.run(...rawOrderRow(index, 'page'));
    })();
    const { orders } = bench.store.record.read;
    const next = raw.prepare(
      'SELECT * FROM orders WHERE (created_at, seq) < (?, ?) ORDER BY created_at DESC, seq DESC LIMIT ?',
    );
    const {
      ours,
      raw: plain,
      ratio,
    } = await inTurns(
      15,
      async () => {
        let after: string | undefined;
        for (let page = 0; page < pagesATurn; page += 1) {
          const sort = { by: 'time', direction: 'descending' } as const;
          after = (await orders.page({}, sort, { limit: pageSize, after })).next;
        }
      },
      () => {
        let time = Number.MAX_SAFE_INTEGER;
        let sequence = 0;
        for (let page = 0; page < pagesATurn; page += 1) {
          const last = lastRow(next.all(time, sequence, pageSize));
          ({ time, sequence } = last);
        }
      },
    );
    return [
      {
        name: 'keyset page of 100 orders out of 1,000,000',
        value: ours / pagesATurn,
        unit: 'ms',
        baseline: plain / pagesATurn,
        ratio,
        goal: '<= 1.5 x the raw SQL',
        pass: ratio <= 1.5,
      },
    ];
  } finally {
    raw.close();
    await bench.close();
  }
}

function lastRow(rows: readonly unknown[]): { readonly time: number; readonly sequence: number } {
  const row = rows.at(-1);
  if (typeof row !== 'object' || row === null || !('created_at' in row) || !('seq' in row)) {
    throw new RangeError('the raw page is empty');
  }
  return { time: Number(row.created_at), sequence: Number(row.seq) };
}
