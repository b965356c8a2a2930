import { problemOfBase, type BaseProblem } from '#src/domain/base-change.ts';
import type { Currency, PortfolioId } from '#src/domain/ids.ts';
import type { GroupReader } from '#src/ports/group-reader.ts';
import type { ReferenceRateRepository } from '#src/ports/reference-rate-repository.ts';
import { pagesOfFlows } from './pages-of-flows.ts';
import { pairsFor, type ValueNeeds } from './value-portfolio.ts';

export type PreviewBaseNeeds = {
  readonly values: ValueNeeds;
  readonly groups: Pick<GroupReader, 'readHoldings'>;
  readonly files: { readonly referenceRates: Pick<ReferenceRateRepository, 'knows'> };
};

/** What another base currency would change, before it is chosen. */
export type BasePreview = {
  readonly from: Currency;
  readonly to: Currency;
  /** Why it is not taken; undefined where it is. */
  readonly problem: BaseProblem | undefined;
  /** Deposits, withdrawals, purchases, income and fees that need a rate into it, and how many have one already. */
  readonly movements: number;
  readonly rated: number;
  /** In what those without a rate are. */
  readonly unrated: readonly UnratedCurrency[];
  /** Points of the equity curve that were observed in another currency: days are derived in their place. */
  readonly points: number;
  /** Rates that the trader gave for what has none now, into what it is measured in now. */
  readonly given: number;
};

export type UnratedCurrency = {
  readonly currency: Currency;
  readonly movements: number;
  /** Whether a known venue trades the two for each other, or files of published rates have both: they are asked. */
  readonly isPriced: boolean;
};

/** Undefined where there is no such portfolio. */
export async function previewBase(
  { values, groups, files: { referenceRates } }: PreviewBaseNeeds,
  portfolioId: PortfolioId,
  to: Currency,
): Promise<BasePreview | undefined> {
  const { portfolios, accounts, rates, baseChanges } = values.read;
  const portfolio = (await portfolios.list()).find(({ id }) => id === portfolioId);
  if (portfolio === undefined) return undefined;
  const { baseCurrency: from } = portfolio;
  const isPriced = async (currency: Currency): Promise<boolean> =>
    pairsFor(values, currency, to).length > 0 ||
    ((await referenceRates.knows(currency)) && (await referenceRates.knows(to)));
  const own = (await accounts.list()).filter((account) => account.portfolioId === portfolioId);
  const unrated = new Map<Currency, number>();
  const addUnrated = (currency: Currency) => unrated.set(currency, (unrated.get(currency) ?? 0) + 1);
  let flows = 0;
  const isFlow = new Set<string>();
  for (const { id } of own)
    for await (const page of pagesOfFlows(rates, id, to))
      for (const flow of page) {
        flows += 1;
        isFlow.add(flow.id);
        if (flow.rate === undefined) addUnrated(flow.cash.currency);
      }
  const accountIds = own.map(({ id }) => id);
  const read = accountIds.length === 0 ? undefined : await groups.readHoldings({ accountIds, base: to });
  const pieces = (read?.unrated ?? []).filter(
    ({ movementId, into }) => into === to && !isFlow.has(movementId),
  );
  for (const { currency } of pieces) addUnrated(currency);
  const missing = [...unrated.values()].reduce((sum, count) => sum + count, 0);
  const pending = (await baseChanges.unfinished()).find((change) => change.portfolioId === portfolioId);
  const points = await portfolios.snapshots(portfolioId, 0, Number.MAX_SAFE_INTEGER);
  return {
    from,
    to,
    problem: problemOfBase(from, to, pending, read?.isWhole === false),
    movements: flows + pieces.length,
    rated: flows + pieces.length - missing,
    unrated: await Promise.all(
      [...unrated].map(async ([currency, movements]) => ({
        currency,
        movements,
        isPriced: await isPriced(currency),
      })),
    ),
    points: points.length,
    given: values.given.all().filter(({ of }) => of.kind === 'currency' && of.into === from).length,
  };
}
