import { readBalances, readMovements } from '#src/application/portfolio/read-balances.ts';
import { readEquityDays } from '#src/application/portfolio/read-equity-days.ts';
import { readGains } from '#src/application/portfolio/read-gains.ts';
import type { HistoryReader } from '#src/ports/history-reader.ts';
import type { MarketDataRepository } from '#src/ports/market-data-repository.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

/** As its thread reads them, where the test itself runs. */
export function historyInProcess(
  { read }: Pick<RecordStore, 'read'>,
  stored: Pick<MarketDataRepository, 'candles'>,
): HistoryReader {
  return {
    check: (account, signal) => readBalances(read, account, signal),
    movements: (question, signal) => readMovements(read, question, signal),
    equityDays: (question, signal) => readEquityDays(read, stored, question, signal),
    gains: (question, signal) => readGains(read, question, signal),
    upgradeChanges: () => Promise.resolve(undefined),
  };
}
