import { z } from 'zod';
import type { AccountRefusal } from '#src/domain/account-refusal.ts';
import { codedApart } from './coded.ts';
import { accountId, portfolioId, venueId } from './ids.ts';
import { currencyText, environment, givenDecimal, lotMethod } from './values.ts';
import { accountName, portfolioName } from './visible-name.ts';

const traded = {
  venue: venueId,
  /** The venue's first where none is named. */
  environment: environment.optional(),
  makerFee: givenDecimal,
  takerFee: givenDecimal,
};

const newPortfolio = z.object({ name: portfolioName, baseCurrency: currencyText, lotMethod });

export const newAccount = z.object({
  name: accountName,
  /** One that is there, or another that begins with this account. */
  portfolio: z.union([z.object({ id: portfolioId }), newPortfolio]),
  trades: z.discriminatedUnion('mode', [
    z.object({ mode: z.literal('paper'), ...traded, deposit: givenDecimal, currency: currencyText }),
    z.object({ mode: z.literal('live'), ...traded }),
    z.object({ mode: z.literal('history') }),
  ]),
});
export type NewAccount = z.input<typeof newAccount>;

export const accountRef = z.object({ accountId });
export const borrowing = accountRef.extend({ allowed: z.boolean() });
export const renamedAccount = accountRef.extend({ name: accountName });

export const accountRefused = z.object({
  code: z.literal('ACCOUNT_REFUSED'),
  reason: codedApart<AccountRefusal>(),
});
