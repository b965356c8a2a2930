import { z } from 'zod';
import type { AccountInfo, PortfolioInfo } from '#src/contract/workspace.ts';
import { costMethod } from '#src/contract/gains.ts';
import type { CostMethod } from '#src/domain/account.ts';

/** Which lots the sales of an account take from a year on, until another choice: kept with the workspace. */
export const gainMethods = z
  .array(z.object({ accountId: z.string(), year: z.number().int(), method: costMethod }))
  .readonly();
export type GainMethods = z.infer<typeof gainMethods>;

export const noMethods: GainMethods = [];

/** With another choice for the accounts from a year on. */
export function withMethod(
  methods: GainMethods,
  accounts: readonly AccountInfo[],
  year: number,
  method: CostMethod,
): GainMethods {
  const ids = new Set(accounts.map(({ id }) => id));
  const others = methods.filter((each) => each.year !== year || !ids.has(each.accountId));
  return [...others, ...accounts.map(({ id }) => ({ accountId: id, year, method }))];
}

/** What holds in a year for all the accounts; undefined where it is not the same one. */
export function methodIn(
  methods: GainMethods,
  accounts: readonly AccountInfo[],
  year: number,
  portfolio: Pick<PortfolioInfo, 'lotMethod'>,
): CostMethod | undefined {
  const held = accounts.map((account) => methodOf(methods, account, year, portfolio));
  const [first = portfolio.lotMethod] = held;
  return held.every((method) => method === first) ? first : undefined;
}

/** What holds in a year for one account. */
export function methodOf(
  methods: GainMethods,
  { id }: Pick<AccountInfo, 'id'>,
  year: number,
  { lotMethod }: Pick<PortfolioInfo, 'lotMethod'>,
): CostMethod {
  const own = methods.filter((each) => each.accountId === id && each.year <= year);
  return own.toSorted((one, other) => other.year - one.year)[0]?.method ?? lotMethod;
}
