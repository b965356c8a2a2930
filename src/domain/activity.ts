import { isTraded, type Account } from './account.ts';

/** Where a trade or a movement came from: entered by hand, a file that was imported, or the account's venue. */
export const activitySources = ['hand', 'import', 'venue'] as const;
export type ActivitySource = (typeof activitySources)[number];

/** Of a movement: of an account that trades only its venue tells any. */
export function sourceOfEntry(account: Pick<Account, 'mode'>, isImported: boolean): ActivitySource {
  if (isImported) return 'import';
  return isTraded(account) ? 'venue' : 'hand';
}
