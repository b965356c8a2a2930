import type { OrderInfo } from '#src/contract/orders.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';

export const orderTypeWords: Record<OrderInfo['type'], string> = {
  MARKET: 'Market',
  LIMIT: 'Limit',
  STOP: 'Stop',
  STOP_LIMIT: 'Stop limit',
};

export const sideChoices = [
  { value: 'BUY', label: 'Buy' },
  { value: 'SELL', label: 'Sell' },
] as const;

export function accountName(accounts: readonly AccountInfo[], id: string): string {
  return accounts.find((account) => account.id === id)?.name ?? id;
}
