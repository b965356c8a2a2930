import { movementsSubject } from '#src/application/activity/movements-subject.ts';
import { sumMoved, worthMoved, type CapitalMoved } from '#src/domain/capital-moved.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, Currency, PortfolioId } from '#src/domain/ids.ts';
import { amountIn } from '#src/domain/money.ts';
import type { Earned } from '#src/domain/earned.ts';
import { needsRate, paidInOf, sumPaidIn, type Flow, type PaidIn } from '#src/domain/paid-in.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { readEarned } from './earnings.ts';
import { pagesOfFlows } from './pages-of-flows.ts';

type FlowReads = Pick<Repositories, 'ledger' | 'rates' | 'portfolios' | 'accounts'>;
type Reads = Pick<Repositories, 'ledger' | 'rates' | 'audit' | 'instruments'>;

export type PaidIntoAccount = {
  /** In the base currency: each flow at the rate of its moment. */
  readonly paidIn: PaidIn;
  /** What coins of it were worth that came from elsewhere, or went there. */
  readonly moved: CapitalMoved;
  /** Likewise, of what was earned and charged beside round trips. */
  readonly earned: Earned;
  /** When rates of it were recorded, or movements entered, that change what kept points of the curve say. */
  readonly revisions: readonly number[];
};

export async function readPaidIn(read: Reads, account: AccountId, base: Currency): Promise<PaidIntoAccount> {
  const { ledger, rates, audit } = read;
  const parts = [paidInOf(amountIn(await ledger.deposited(account), base), [])];
  const moved: CapitalMoved[] = [];
  for await (const flows of pagesOfFlows(rates, account, base)) {
    parts.push(paidInOf(Decimal.zero, flows));
    moved.push(worthMoved(flows, base));
  }
  return {
    moved: sumMoved(moved),
    paidIn: sumPaidIn(parts),
    earned: await readEarned(read, account, base),
    revisions: [...(await rates.revisions(account)), ...(await audit.times(movementsSubject(account)))],
  };
}

/** As `readPaidIn`, each account once: most fills, after which a portfolio is read again, change nothing of it. */
export function createPaidIn(read: Reads) {
  const known = new Map<string, PaidIntoAccount>();
  let version = 0;

  return {
    async of(account: AccountId, base: Currency): Promise<PaidIntoAccount> {
      const key = `${base} ${account}`;
      const before = version;
      const paidIn = known.get(key) ?? (await readPaidIn(read, account, base));
      if (version === before) known.set(key, paidIn);
      return paidIn;
    },
    /** After whatever adds entries or rates, or takes them back. */
    forget(): void {
      version += 1;
      known.clear();
    },
    /** After a fill that turned money into money: its fee is of no round trip. */
    forgetThatOf(account: AccountId): void {
      version += 1;
      for (const key of known.keys()) if (key.endsWith(` ${account}`)) known.delete(key);
    },
  };
}

export type FlowsOfPortfolio = {
  /** In other currencies than the portfolio's: the newest of those without a rate, and then of the others. */
  readonly flows: readonly Flow[];
  /** How many there are, and how many of them have no rate. */
  readonly total: number;
  readonly unrated: number;
  /** What was paid in less what was paid out in its own. */
  readonly inBase: Decimal;
};

/** With `most` flows at most. Undefined where there is no such portfolio. */
export async function flowsOf(
  { portfolios, accounts, ledger, rates }: FlowReads,
  id: PortfolioId,
  most: number,
): Promise<FlowsOfPortfolio | undefined> {
  const portfolio = (await portfolios.list()).find((other) => other.id === id);
  if (portfolio === undefined) return undefined;
  const base = portfolio.baseCurrency;
  let flows: readonly Flow[] = [];
  let [total, unrated, inBase] = [0, 0, Decimal.zero];
  for (const account of await accounts.list()) {
    if (account.portfolioId !== id) continue;
    for await (const page of pagesOfFlows(rates, account.id, base)) {
      total += page.length;
      unrated += page.filter(needsRate).length;
      flows = [...flows, ...page].toSorted(byNeed).slice(0, most);
    }
    inBase = inBase.plus(amountIn(await ledger.deposited(account.id), base));
  }
  return { flows, total, unrated, inBase };
}

function byNeed(one: Flow, other: Flow): number {
  return Number(needsRate(other)) - Number(needsRate(one)) || other.time - one.time;
}
