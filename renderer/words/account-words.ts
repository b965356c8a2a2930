import type { AccountInfo } from '#src/contract/workspace.ts';
import type { AccountRefusal } from '#src/domain/account-refusal.ts';
import { say, sayCode } from './say.ts';

type Trades = Pick<AccountInfo, 'mode' | 'environment'>;

/** Whose money is at stake, and at which prices. */
export function tradesWords({ mode, environment }: Trades): string {
  if (mode === 'history') return say('accounts.historyOnly');
  const market = environment ?? 'unknown';
  return mode === 'paper' ? say(`accounts.paper_${market}`) : say(`accounts.real_${market}`);
}

/** As a choice: a disabled one is told from the others before it is chosen. */
export function choiceWords({ name, disabledAt }: Pick<AccountInfo, 'name' | 'disabledAt'>): string {
  return disabledAt === undefined ? name : say('accounts.disabledChoice', { name });
}

/** Why it may not be where it is asked for. */
export function accountRefusalWords({ code, ...values }: AccountRefusal): string {
  return sayCode(`accounts.${code}`, values);
}
