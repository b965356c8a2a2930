import type { InstrumentId } from '#src/domain/ids.ts';
import { intervalMilliseconds, type Candle, type CandleInterval } from '#src/domain/market.ts';
import type { CandleGap, MarketDataRepository } from '#src/ports/market-data-repository.ts';
import { candleFromRow, candleToRow } from '#src/infrastructure/persistence/sqlite/rows/candle-row.ts';
import { longestNumber } from '#src/infrastructure/persistence/sqlite/rows/row-values.ts';
import type { Insertion } from '#src/infrastructure/persistence/sqlite/connection.ts';
import { patiently, type Patience } from '#src/infrastructure/persistence/sqlite/patience.ts';
import type { Session } from '#src/infrastructure/persistence/sqlite/session.ts';

const replacement: Insertion = {
  table: 'candles',
  whenTaken: { key: ['instrument_id', 'interval', 'open_time'], rule: 'replace' },
};

/** Of which every one fits: what anybody has put there is not even read where it is longer. */
const isShort = `max(octet_length(open), octet_length(high), octet_length(low), octet_length(close), octet_length(volume)) <= ${longestNumber}`;

export class SqliteMarketDataRepository implements MarketDataRepository {
  readonly #session: Session;
  readonly #patience: Patience | undefined;

  constructor(session: Session, patience: Patience | undefined) {
    this.#session = session;
    this.#patience = patience;
  }

  async saveCandles(candles: readonly Candle[]): Promise<void> {
    const rows = candles.map(candleToRow);
    await patiently(this.#patience, async () =>
      this.#session.atomically('save candles', () =>
        this.#session.insertAll((row) => `save candle of ${row['instrument_id']}`, replacement, rows),
      ),
    );
  }

  async candles(
    instrument: InstrumentId,
    interval: CandleInterval,
    from: number,
    to: number,
  ): Promise<readonly Candle[]> {
    const most = Math.max(0, Math.ceil((to - from) / intervalMilliseconds[interval]) + 1);
    const found = this.#session.list(
      `candles of ${instrument}`,
      `SELECT * FROM candles WHERE instrument_id = ? AND interval = ? AND open_time >= ? AND open_time < ?
       AND ${isShort} ORDER BY open_time LIMIT ?`,
      [instrument, interval, from, to, most],
      candleFromRow,
    );
    return found.filter((candle) => candle !== undefined);
  }

  async gaps(
    instrument: InstrumentId,
    interval: CandleInterval,
    from: number,
    to: number,
  ): Promise<readonly CandleGap[]> {
    const step = intervalMilliseconds[interval];
    const [first, end] = [from, to].map((time) => Math.ceil(time / step) * step);
    if (first === undefined || end === undefined || first >= end) return [];
    const gaps: CandleGap[] = [];
    let next = first;
    for (const { openTime, closed } of await this.candles(instrument, interval, first, end)) {
      if (!closed || openTime % step !== 0) continue;
      if (openTime > next) gaps.push({ from: next, to: openTime });
      next = openTime + step;
    }
    return next < end ? [...gaps, { from: next, to: end }] : gaps;
  }

  async latestCandle(instrument: InstrumentId, interval: CandleInterval): Promise<Candle | undefined> {
    return this.#session.find(
      `latest candle of ${instrument}`,
      `SELECT * FROM candles WHERE instrument_id = +? AND interval = +? AND ${isShort} ORDER BY open_time DESC LIMIT 1`,
      [instrument, interval],
      candleFromRow,
    );
  }
}
