import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import { ok, type Result } from '#src/domain/result.ts';
import type { VenueBalance } from '#src/domain/venue-key.ts';
import { asset, positiveOrNone } from '#src/infrastructure/venues/wire-values.ts';
import type { Parameters } from './rest-dialect.ts';

const amountOf = z.object({ value: positiveOrNone });
/** GET /api/v3/brokerage/accounts: a wallet for each currency. */
export const accountsAnswer = z.object({
  accounts: z.array(z.object({ currency: asset, available_balance: amountOf, hold: amountOf })).max(10_000),
  has_next: z.boolean(),
  cursor: z.string().default(''),
});
type Page = z.output<typeof accountsAnswer>;

/** "limit: defaults to 49, maximum 250" (list-accounts). */
const page = '250';
/** No account is known to have a hundredth of as many wallets. */
const mostPages = 100;

/** What is free and what open orders hold, over all pages. */
export async function readBalances<Failure>(
  askPage: (parameters: Parameters) => Promise<Result<Page, Failure>>,
): Promise<Result<readonly VenueBalance[], Failure>> {
  const sums = new Map<Currency, Decimal>();
  let cursor = '';
  for (let pages = 0; pages < mostPages; pages += 1) {
    const from = cursor === '' ? [] : [['cursor', cursor] as const];
    const answer = await askPage({ query: [['limit', page], ...from] });
    if (!answer.ok) return answer;
    for (const { currency, available_balance: free, hold } of answer.value.accounts) {
      const before = sums.get(currency) ?? Decimal.zero;
      sums.set(currency, before.plus(free.value).plus(hold.value));
    }
    ({ cursor } = answer.value);
    if (!answer.value.has_next || cursor === '') break;
  }
  return ok(
    [...sums]
      .filter(([, quantity]) => quantity.isPositive())
      .map(([currency, quantity]) => ({ currency, quantity })),
  );
}
