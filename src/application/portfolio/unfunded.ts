import type { Account, Portfolio } from '#src/domain/account.ts';
import { currencyPlaces } from '#src/domain/currency-places.ts';
import { PurseSum, type Money } from '#src/domain/money.ts';
import { dailyFigures } from '#src/domain/returns.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { pagesOfFlows } from './pages-of-flows.ts';
import type { PortfolioReturns } from './returns-sum.ts';

type Reads = Pick<Repositories, 'ledger' | 'trades' | 'rates'>;
type Funded = {
  readonly accounts: readonly Account[];
  readonly portfolio: Pick<Portfolio, 'baseCurrency'>;
};

/**
 * Accounts of history that traded with money that the record never saw come in, where no other account of the portfolio can
 * have sent it: nothing was ever paid into any, or all that may not borrow have less than nothing together. What they earned
 * is known, and not on what.
 */
export async function unfundedAccounts(
  read: Reads,
  { accounts, portfolio }: Funded,
): Promise<readonly Account[]> {
  const lacking: Account[] = [];
  const all = new PurseSum();
  let isPaidInto = false;
  for (const account of accounts) {
    const cash = await read.ledger.cash(account.id);
    const isOwing = (amount: Money): boolean => !account.mayBorrow && isOwed(amount);
    for (const amount of cash) if (!account.mayBorrow || !isOwed(amount)) all.add(amount);
    const wasPaid = await wasPaidInto(read, account, portfolio);
    isPaidInto ||= wasPaid;
    const isLacking = account.mode === 'history' && (!wasPaid || cash.some(isOwing));
    if (isLacking && (await read.trades.instrumentsOf(account.id)).length > 0) lacking.push(account);
  }
  return isPaidInto && !all.purse().some(isOwed) ? [] : lacking;
}

/** Less than can be seen is what files round. */
function isOwed({ currency, amount }: Money): boolean {
  return amount.roundTo(currencyPlaces(currency), 'half-even').isNegative();
}

async function wasPaidInto(
  { ledger, rates }: Reads,
  { id }: Account,
  { baseCurrency }: Funded['portfolio'],
): Promise<boolean> {
  if ((await ledger.deposited(id)).length > 0) return true;
  for await (const flows of pagesOfFlows(rates, id, baseCurrency)) if (flows.length > 0) return true;
  return false;
}

/** Of which the amounts alone are known. */
export function withoutShares(returns: PortfolioReturns): PortfolioReturns {
  const { drawdown, days } = returns;
  return {
    ...returns,
    timeWeighted: undefined,
    moneyWeighted: undefined,
    perYear: undefined,
    calmar: undefined,
    drawdown: drawdown && { ...drawdown, share: undefined },
    daily: dailyFigures([]),
    best: undefined,
    worst: undefined,
    days: days.map((each) => ({ ...each, share: undefined })),
  };
}
