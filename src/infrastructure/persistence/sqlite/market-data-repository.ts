import type { InstrumentId } from '#src/domain/ids.ts';
import type { Candle, CandleInterval } from '#src/domain/market.ts';
import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';
import { candleFromRow, candleToRow } from './candle-row.ts';
import type { Insertion, Session } from './session.ts';

const replacement: Insertion = {
  table: 'candles',
  whenTaken: { key: ['instrument_id', 'interval', 'open_time'], rule: 'replace' },
};

export class SqliteMarketDataRepository implements MarketDataRepository {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  async saveCandles(candles: readonly Candle[]): Promise<void> {
    this.#session.atomically('save candles', () => {
      for (const candle of candles) {
        this.#session.insert(`save candle of ${candle.instrumentId}`, replacement, candleToRow(candle));
      }
    });
  }

  async candles(
    instrument: InstrumentId,
    interval: CandleInterval,
    from: number,
    to: number,
  ): Promise<readonly Candle[]> {
    return this.#session.list(
      `candles of ${instrument}`,
      `SELECT * FROM candles WHERE instrument_id = ? AND interval = ? AND open_time >= ? AND open_time < ?
       ORDER BY open_time`,
      [instrument, interval, from, to],
      candleFromRow,
    );
  }

  async latestCandle(instrument: InstrumentId, interval: CandleInterval): Promise<Candle | undefined> {
    return this.#session.find(
      `latest candle of ${instrument}`,
      'SELECT * FROM candles WHERE instrument_id = ? AND interval = ? ORDER BY open_time DESC LIMIT 1',
      [instrument, interval],
      candleFromRow,
    );
  }
}
