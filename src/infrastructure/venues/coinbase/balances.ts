import { z } from 'zod';

import { Decimal } from '#src/domain/decimal.ts';
import type { Currency } from '#src/domain/ids.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { VenueBalance } from '#src/domain/venue-key.ts';
import { asset, positiveOrNone } from '#src/infrastructure/venues/wire-values.ts';
import type { Parameters } from './rest-dialect.ts';

const amountOf = z.object({ value: positiveOrNone });
/** GET /api/v3/brokerage/accounts: a wallet for each currency. */
export const accountsAnswer = z.object({
  accounts: z
    .array(
      z.object({ uuid: z.string().max(100), currency: asset, available_balance: amountOf, hold: amountOf }),
    )
    .max(10_000),
  has_next: z.boolean(),
  cursor: z.string().default(''),
});
type Page = z.output<typeof accountsAnswer>;

/** "limit: defaults to 49, maximum 250" (list-accounts). */
const page = '250';
/** No account is known to have a tenth of as many. */
const mostWallets = 10_000;

/**
 * What is free and what open orders hold, over all pages. `failed` says why that is not known: a part of it, or what was told
 * twice, would be another balance.
 */
export async function readBalances<Failure>(
  askPage: (parameters: Parameters) => Promise<Result<Page, Failure>>,
  failed: (said: string) => Failure,
): Promise<Result<readonly VenueBalance[], Failure>> {
  const wallets = new Map<string, Page['accounts'][number]>();
  for (let cursor = ''; ;) {
    const from = cursor === '' ? [] : [['cursor', cursor] as const];
    const answer = await askPage({ query: [['limit', page], ...from] });
    if (!answer.ok) return answer;
    const { accounts, has_next: goesOn } = answer.value;
    const before = wallets.size;
    for (const wallet of accounts) wallets.set(wallet.uuid, wallet);
    if (!goesOn) return ok(sumsOf(wallets.values()));
    if (wallets.size === before) return err(failed('its wallets come again instead of the next'));
    if (wallets.size >= mostWallets) return err(failed(`it has more than ${mostWallets} wallets`));
    ({ cursor } = answer.value);
    if (cursor === '') return err(failed('cursor: it is none'));
  }
}

function sumsOf(wallets: Iterable<Page['accounts'][number]>): readonly VenueBalance[] {
  const sums = new Map<Currency, Decimal>();
  for (const { currency, available_balance: free, hold } of wallets) {
    const before = sums.get(currency) ?? Decimal.zero;
    sums.set(currency, before.plus(free.value).plus(hold.value));
  }
  return [...sums]
    .filter(([, quantity]) => quantity.isPositive())
    .map(([currency, quantity]) => ({ currency, quantity }));
}
