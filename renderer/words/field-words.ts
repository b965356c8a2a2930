import { say } from './say.ts';

/** Those that somebody fills in, by their places in a call. */
const labels = {
  name: 'accounts.name',
  'portfolio.name': 'accounts.portfolioName',
  accountName: 'imports.accountName',
  newWorkspace: 'imports.newWorkspaceName',
  currency: 'accounts.currency',
  baseCurrency: 'accounts.currency',
  deposit: 'accounts.startingCash',
  makerFee: 'accounts.makerFee',
  takerFee: 'accounts.takerFee',
  quantity: 'order.quantity',
  limitPrice: 'order.limitPrice',
  stopPrice: 'order.stopPrice',
  strategy: 'order.strategy',
  /** A setting, such as the layouts. */
  json: 'settings.title',
} as const;

/** What stands over a field of a call; the core's own name for one that no page has. */
export function fieldWords(field: string): string {
  const last = field.split('.').at(-1) ?? field;
  const known = [field, last].find((name): name is keyof typeof labels => Object.hasOwn(labels, name));
  return known === undefined ? field : say(labels[known]);
}
