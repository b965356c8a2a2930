import { storeFault } from '#src/infrastructure/persistence/sqlite/store-fault.ts';
import { RepositoryError } from '#src/ports/store-errors.ts';

/** How a thread of an import answers when it could not do what it was asked. */
export type FaultAnswer =
  /** What the store or the disk refused, in words for the trader. */
  | { readonly type: 'refused'; readonly reason: string }
  | { readonly type: 'fault'; readonly message: string };

export function faultAnswer(fault: unknown): FaultAnswer {
  const refused = storeFault(fault);
  if (refused !== undefined) return { type: 'refused', reason: refused.message };
  return { type: 'fault', message: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) };
}

/** The error again, for whoever asked. */
export function faultOf(answer: FaultAnswer): Error {
  return answer.type === 'refused' ? new RepositoryError(answer.reason) : new Error(answer.message);
}
