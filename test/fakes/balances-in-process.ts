import { readBalances, readMovements } from '#src/application/portfolio/read-balances.ts';
import type { BalanceReader } from '#src/ports/balance-reader.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

/** As its thread reads them, where the test itself runs. */
export function balancesInProcess({ read }: Pick<RecordStore, 'read'>): BalanceReader {
  return {
    check: (account, signal) => readBalances(read, account, signal),
    movements: (question, signal) => readMovements(read, question, signal),
  };
}
