import type { AccountInfo } from '#src/contract/workspace.ts';

type Trades = Pick<AccountInfo, 'mode' | 'environment'>;

const markets: Readonly<Record<NonNullable<AccountInfo['environment']>, string>> = {
  live: 'live',
  testnet: 'testnet',
  sandbox: 'sandbox',
  simulated: 'simulated',
};

/** Whose money is at stake, and at which prices. */
export function tradesWords({ mode, environment }: Trades): string {
  if (mode === 'history') return 'History only';
  const market = environment === undefined ? 'unknown' : markets[environment];
  if (mode === 'paper') return `Paper, ${market} prices`;
  return environment === 'live' ? 'Live, real money' : `Play money on the ${market}`;
}

/** As a choice: a disabled one is told from the others before it is chosen. */
export function choiceWords({ name, disabledAt }: Pick<AccountInfo, 'name' | 'disabledAt'>): string {
  return disabledAt === undefined ? name : `${name} (disabled)`;
}
