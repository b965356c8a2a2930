import { z } from 'zod';
import type { AccountRefusal } from '#src/domain/account-refusal.ts';
import { codedApart } from './coded.ts';
import type { KeyProblem } from '#src/domain/key-problem.ts';
import { keyPlaces } from '#src/domain/key-place.ts';
import { accountId, portfolioId, venueId } from './ids.ts';
import { differenceKinds } from '#src/domain/reconciliation/difference.ts';
import {
  currencyText,
  decimalText,
  environment,
  givenDecimal,
  idText,
  lotMethod,
  orderStatus,
  time,
} from './values.ts';
import { listOf } from './list.ts';
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
export const deadMansSwitch = accountRef.extend({ on: z.boolean() });
export const renamedAccount = accountRef.extend({ name: accountName });

export const accountRefused = z.object({
  code: z.literal('ACCOUNT_REFUSED'),
  reason: codedApart<AccountRefusal>(),
});

/** `now`: it is compared first, and answered when that has ended. */
export const comparisonRequest = accountRef.extend({ now: z.boolean() });

/** By the venue's names of its markets; what was traded since, in orders that are brought in whole. */
export const wantedHistory = accountRef.extend({
  symbols: z.array(z.string().trim().min(1).max(64)).min(1).max(100),
  since: time,
  /** Whether orders are others that may be what imported files tell: they are left out, and named, otherwise. */
  bringsAlike: z.boolean().optional(),
});

const comparedSide = z.object({ status: orderStatus, quantity: decimalText, filledQuantity: decimalText });

export const comparison = z.object({
  /** Missing where it is not locked, or with all accounts. */
  lockedSince: time.optional(),
  /** Missing until it was compared once. */
  comparedAt: time.optional(),
  /** Since the workspace was opened, the newest first. */
  differences: listOf(
    z.object({
      time,
      kind: z.enum(differenceKinds),
      order: idText,
      symbol: z.string(),
      /** What the record had; missing where it knew of no such order. */
      ours: comparedSide.optional(),
      /** What the venue listed as open; missing where it did not. */
      theirs: comparedSide.omit({ status: true }).optional(),
    }),
  ),
});

/** As many characters as a key of any venue has: some are whole PEM files. */
const keyPart = z.string().trim().min(1).max(8_192);

/** The key goes in with this call, and never comes back. */
export const connectedKey = accountRef.extend({
  venue: venueId,
  environment,
  key: keyPart,
  secret: keyPart,
  passphrase: keyPart.optional(),
  place: z.enum(keyPlaces),
});

/** What its venue lets a key do, beside reading. */
export const keyPermissions = z.object({ mayTrade: z.boolean(), fromAnywhere: z.boolean().optional() });

/** Of the key that the account had: the keychain did not say that it has removed it. `item` is its name there. */
const left = z.object({ item: z.string(), said: z.string() }).optional();
export const keptKey = keyPermissions.extend({ left });
export const removedKey = z.object({ left });

export const keyRefused = z.object({
  code: z.literal('KEY_REFUSED'),
  problem: codedApart<KeyProblem>(),
});

export const comparedBalances = z.object({
  balances: listOf(
    z.object({
      currency: currencyText,
      atVenue: decimalText,
      recorded: decimalText,
      difference: decimalText,
    }),
  ),
});
