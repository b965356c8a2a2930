import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId, Currency, PortfolioId } from '#src/domain/ids.ts';
import { amountIn } from '#src/domain/money.ts';
import { paidInOf, type Flow, type PaidIn } from '#src/domain/paid-in.ts';
import type { Repositories } from '#src/ports/record-store.ts';

type Reads = Pick<Repositories, 'ledger' | 'rates'>;

export type PaidIntoAccount = {
  /** In the base currency: each flow at the rate of its moment. */
  readonly paidIn: PaidIn;
  /** When rates of it were recorded that change what kept points of the curve say. */
  readonly revisions: readonly number[];
};

export async function readPaidIn(
  { ledger, rates }: Reads,
  account: AccountId,
  base: Currency,
): Promise<PaidIntoAccount> {
  const inBase = amountIn(await ledger.deposited(account), base);
  const paidIn = paidInOf(inBase, await rates.flows(account, base));
  return { paidIn, revisions: await rates.revisions(account) };
}

/** As `readPaidIn`, each account once: fills, after which a portfolio is read again, pay nothing in. */
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
    /** After whatever adds flows or rates, or takes them back. */
    forget(): void {
      version += 1;
      known.clear();
    },
  };
}

export type FlowsOfPortfolio = {
  /** In other currencies than the portfolio's. */
  readonly flows: readonly Flow[];
  /** What was paid in less what was paid out in its own. */
  readonly inBase: Decimal;
};

/** Undefined where there is no such portfolio. */
export async function flowsOf(
  { portfolios, accounts, ledger, rates }: Reads & Pick<Repositories, 'portfolios' | 'accounts'>,
  id: PortfolioId,
): Promise<FlowsOfPortfolio | undefined> {
  const portfolio = (await portfolios.list()).find((other) => other.id === id);
  if (portfolio === undefined) return undefined;
  const base = portfolio.baseCurrency;
  const flows: Flow[] = [];
  let inBase = Decimal.zero;
  for (const account of await accounts.list()) {
    if (account.portfolioId !== id) continue;
    flows.push(...(await rates.flows(account.id, base)));
    inBase = inBase.plus(amountIn(await ledger.deposited(account.id), base));
  }
  return { flows, inBase };
}
