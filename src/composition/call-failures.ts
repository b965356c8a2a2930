import type { CommonError } from '#src/contract/contract.ts';
import { causeOf } from '#src/domain/fault.ts';
import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import type { Log } from '#src/ports/log.ts';
import { BeyondBoundError, ForeignCursorError, StoreClosedError } from '#src/ports/store-errors.ts';

/** What a call's fault is told as, where it is none of the program; undefined where it is one. */
export function failureOf(fault: unknown, log: Pick<Log, 'error'>): CommonError | undefined {
  if (fault instanceof StoreClosedError) return { code: 'CUT_SHORT', by: 'CLOSING' };
  if (fault instanceof ForeignCursorError) {
    return { code: 'INVALID_INPUT', field: fault.field, problem: { code: 'OTHER_LIST' } };
  }
  if (fault instanceof BeyondBoundError) {
    return { code: 'INVALID_INPUT', field: fault.field, problem: { code: 'TOO_MUCH_KEPT' } };
  }
  const known = storeFault(fault);
  if (known === undefined) return undefined;
  log.error('the store failed', { fault });
  return { code: 'STORE_FAILED', reason: causeOf(known) };
}
