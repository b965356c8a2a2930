import { z } from 'zod';

import { valueProblems } from '#src/domain/account-refusal.ts';
import { deadMansSwitchKinds, venueKinds, workspaceKinds } from '#src/domain/account.ts';
import { askingTroubles, feedReasons } from '#src/domain/feed-reason.ts';
import { lockReasons } from '#src/domain/order-reason.ts';
import { remedies } from '#src/domain/store-problem.ts';
import { keyPlaces } from '#src/domain/key-place.ts';
import { cause, coded } from './coded.ts';
import { venueId } from './ids.ts';
import { portfolioLimits } from './limits.ts';
import { accountMode, currencyText, environment, givenDecimal, idText, lotMethod, time } from './values.ts';
import { workspaceName } from './visible-name.ts';

const workspaceKind = z.enum(workspaceKinds);
export type WorkspaceKind = z.infer<typeof workspaceKind>;

export const workspaceInfo = z.object({
  id: idText,
  name: z.string(),
  kind: workspaceKind,
  createdAt: time,
  /** When an earlier state last took the place of its record. */
  restoredAt: time.optional(),
});
export type WorkspaceInfo = z.infer<typeof workspaceInfo>;

/** A folder that could not be read as a workspace is listed with its problem, never hidden. */
export const workspaceEntry = z.object({
  id: idText,
  name: z.string(),
  kind: workspaceKind.optional(),
  createdAt: time.optional(),
  problem: cause.optional(),
});

/** What stands in the way, and what the trader can do. */
export const workspaceUnavailable = z.object({
  code: z.literal('WORKSPACE_UNAVAILABLE'),
  reason: cause,
  remedy: z.enum(remedies),
  /** On the machine that the core runs on. */
  folder: z.string(),
});

/** Where an account can be opened. */
export const venueInfo = z.object({
  id: idText,
  /** As traders call it; of a simulation the screen has the name. */
  label: z.string(),
  kind: z.enum(venueKinds),
  /** Its markets; the first is meant where none is named. */
  environments: z.array(environment),
  /** Whether an account of it can be read with a key. */
  takesKeys: z.boolean().optional(),
  /** Its markets to which the orders of live accounts are sent; missing where there is none. */
  tradesIn: z.array(environment).optional(),
  /** Missing where it has none. */
  deadMansSwitch: z.enum(deadMansSwitchKinds).optional(),
});
export type VenueInfo = z.infer<typeof venueInfo>;

export const newPaperWorkspace = z.object({
  name: workspaceName,
  venue: venueId,
  baseCurrency: currencyText,
  deposit: givenDecimal,
  makerFee: givenDecimal,
  takerFee: givenDecimal,
  lotMethod,
});
export type NewPaperWorkspace = z.input<typeof newPaperWorkspace>;

export const nameTaken = z.object({ code: z.literal('NAME_TAKEN'), name: z.string() });
export const badValue = z.object({
  code: z.literal('BAD_VALUE'),
  field: z.string(),
  problem: z.enum(valueProblems),
});

export const portfolioInfo = z.object({
  id: idText,
  name: z.string(),
  baseCurrency: currencyText,
  lotMethod,
  limits: portfolioLimits,
});
export type PortfolioInfo = z.infer<typeof portfolioInfo>;

export const lockReason = coded(lockReasons);
export const accountInfo = z.object({
  id: idText,
  portfolioId: idText,
  name: z.string(),
  venue: z.string(),
  /** Missing of history. */
  environment: environment.optional(),
  mode: accountMode,
  /** Whether its venue is to cancel what works on it once it does not hear of this program any more. */
  deadMansSwitch: z.boolean().optional(),
  /** Whether it may sell more of a coin than it has. */
  mayBorrow: z.boolean().optional(),
  /** Since when nothing is placed on it; missing while orders may be. */
  disabledAt: time.optional(),
  /** What reads it at its venue; nothing of the key itself. */
  key: z.object({ venue: z.string(), environment, place: z.enum(keyPlaces) }).optional(),
  /** Why trading is locked, until the account has been reconciled. */
  locked: lockReason.optional(),
});
export type AccountInfo = z.infer<typeof accountInfo>;

export const feedInfo = z.object({
  venue: z.string(),
  status: z.enum(['offline', 'connecting', 'live', 'stale']),
  since: time,
  reason: coded(feedReasons).optional(),
  /** Seconds until it is tried again. */
  retryIn: z.number().optional(),
  /** What keeps order books and candles from coming, also while it is live. */
  asking: coded(askingTroubles).optional(),
});
export type FeedInfo = z.infer<typeof feedInfo>;
