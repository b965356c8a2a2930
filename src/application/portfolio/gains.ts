import type { GainsQuestion, HistoryReader, ReadGains } from '#src/ports/history-reader.ts';
import { StoreClosedError } from '#src/ports/store-errors.ts';

/** What was gained by sales, read beside what trades for as long as the workspace is open. */
export function createGains(reader: Pick<HistoryReader, 'gains'>) {
  const stopping = new AbortController();
  return {
    /** Throws a StoreClosedError where it is closed first. */
    async read(question: GainsQuestion): Promise<ReadGains> {
      try {
        return await reader.gains(question, stopping.signal);
      } catch (fault) {
        throw stopping.signal.aborted ? new StoreClosedError() : fault;
      }
    },
    close: () => stopping.abort(),
  };
}
