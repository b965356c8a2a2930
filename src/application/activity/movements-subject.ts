import type { AccountId } from '#src/domain/ids.ts';

/** Under which the audit trail has what was entered by hand, corrected and taken back. */
export function movementsSubject(account: AccountId): string {
  return `movements of account ${account}`;
}
