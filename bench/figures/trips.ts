import { heldOf } from '#src/domain/held.ts';
import { monitorEventLoopDelay } from 'node:perf_hooks';

import { openGroupReader } from '#src/infrastructure/persistence/sqlite/jobs/group-thread.ts';
import type { TripGrouping } from '#src/domain/groupings.ts';
import { currency } from '#src/domain/ids.ts';
import {
  account,
  benchInstrument,
  openBenchStore,
  rawFillInsert,
  rawFillRow,
  rawOrderInsert,
  rawOrderRow,
  type BenchStore,
} from '../bench-store.ts';
import { inTurns, type Figure } from '../figure.ts';

const fills = 500_000;
const turns = 3;
const jobWorker = new URL('../../src/composition/workers/job-worker.ts', import.meta.url);
const never = new AbortController().signal;
const groupings: readonly TripGrouping[] = ['strategy', 'hour'];

/** Statistics of 250,000 round trips of two fills each, in a thread, against reading the same columns alone. */
export async function measureTrips(): Promise<readonly Figure[]> {
  const bench = await openBenchStore();
  const raw = bench.openRaw();
  const reader = openGroupReader(jobWorker, bench.store.folder);
  try {
    trade(raw);
    const plain = raw.prepare(
      `SELECT realised, fees, entered_value, left_value, opened_at, closed_at FROM positions`,
    );
    const figures: Figure[] = [];
    for (const by of groupings) {
      let late = 0;
      const times = await inTurns(
        turns,
        async () => {
          const delay = monitorEventLoopDelay({ resolution: 1 });
          delay.enable();
          await reader.readTrips(
            {
              accountIds: [account],
              base: currency('USDT'),
              from: 0,
              until: undefined,
              now: 1_900_000_000_000,
              by,
              zone: 'Europe/Berlin',
              equity: undefined,
            },
            never,
          );
          delay.disable();
          late = Math.max(late, delay.percentile(99) / 1e6);
        },
        () => {
          for (const row of plain.iterate()) void row;
        },
      );
      figures.push(
        {
          name: `statistics of 250,000 round trips by ${by}`,
          value: times.ours,
          unit: 'ms',
          baseline: times.raw,
          ratio: times.ratio,
          goal: '<= 8 s',
          pass: times.ours <= 8_000,
        },
        {
          name: `main loop meanwhile (${by}), late at the 99th percentile`,
          value: late,
          unit: 'ms',
          baseline: undefined,
          ratio: undefined,
          goal: '<= 10 ms',
          pass: late <= 10,
        },
      );
    }
    return figures;
  } finally {
    await reader.close();
    raw.close();
    await bench.close();
  }
}

/** Each fill is of an order of one of six strategies, or of none. */
const named = [
  'UPDATE fills SET order_id = venue_trade_id',
  `UPDATE orders SET strategy = 'Strategy ' || (seq / 2 % 7) WHERE seq / 2 % 7 > 0`,
];

/** Each buy with the sell that follows it. */
function trade(raw: ReturnType<BenchStore['openRaw']>): void {
  const order = raw.prepare(rawOrderInsert);
  const fill = raw.prepare(rawFillInsert);
  const trip = raw.prepare(
    `INSERT INTO positions (id, account_id, held, instrument_id, currency, sequence, method, side, quantity, uncosted, cost, realised,
       undecided, unseen, fees, fees_in_kind, has_traded, unknown_fees, entered_quantity, entered_value, left_quantity, left_value,
       opened_at, updated_at, closed_at, last_leg_id, last_instrument_id)
     SELECT opening.seq, opening.account_id, ?, opening.instrument_id, 'USDT', opening.seq, 'FIFO', 'BUY', '0', '0', '0',
       printf('%.4f', (opening.seq % 7 - 3) * 1.25), '0', '0', '[{"currency":"USDT","amount":"15.02"}]', '0', 1, 0,
       '0.125', '7500.25', '0.125', '7501.5', opening.time, closing.time, closing.time, closing.seq, opening.instrument_id
     FROM fills AS opening JOIN fills AS closing ON closing.seq = opening.seq + 1 WHERE opening.side = 'BUY' AND opening.instrument_id = ?`,
  );
  raw.transaction(() => {
    for (let index = 0; index < fills; index += 1) {
      order.run(...rawOrderRow(index, 'trip'));
      fill.run(...rawFillRow(index, 'trip'));
    }
    for (const sql of named) raw.prepare(sql).run();
    trip.run(heldOf(benchInstrument), benchInstrument.id);
  })();
}
