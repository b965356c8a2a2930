import { z } from 'zod';
import {
  accountRef,
  accountRefused,
  borrowing,
  comparedBalances,
  comparison,
  comparisonRequest,
  wantedHistory,
  connectedKey,
  deadMansSwitch,
  keptKey,
  keyPermissions,
  keyRefused,
  newAccount,
  renamedAccount,
  removedKey,
} from './accounts.ts';
import { activityCalls } from './activity-calls.ts';
import type { InputProblem } from '#src/domain/input-problem.ts';
import { balanceCalls } from './balance-calls.ts';
import { baseCurrencyCalls } from './base-currency.ts';
import { call, noWorkspace, nothing } from './call.ts';
import { cause, codedApart } from './coded.ts';
import { chooseLotsRequest, gains, gainsRequest, invalidLots } from './gains.ts';
import { feeScheduleCalls } from './fee-schedules.ts';
import { flow, flowRateRequest, flows, invalidRate } from './flows.ts';
import { groupsAnswer, groupsAsker, groupsRequest, groupsStopped, tooManyGroups } from './groups.ts';
import { entries, entriesRequest } from './entries.ts';
import { holdings, holdingsRequest } from './holdings.ts';
import { invalidLimits, priceUnknown, riskLimit, setLimitsRequest, tooManyWorking } from './limits.ts';
import { accountId, instrumentId, orderId, wholeText } from './ids.ts';
import { listOf } from './list.ts';
import { candlesAnswer, candlesRequest, instrument } from './market.ts';
import { importCalls } from './import-calls.ts';
import {
  importRequest,
  figureChanges,
  maintenanceStatus,
  restoreRequest,
  taskInfo,
  taskRef,
  taskRunning,
  taskState,
} from './maintenance.ts';
import {
  amendmentUnderWay,
  amendRequest,
  accountDisabled,
  accountLocked,
  availableAmount,
  availableRequest,
  draftOfReplaced,
  draftSpent,
  fill,
  fillsPageRequest,
  invalidTerms,
  notActive,
  notSent,
  notFound,
  order,
  orderDraft,
  orderChanged,
  orderEstimate,
  orderEvent,
  ordersPageRequest,
  outcomeUnknown,
  placedOrder,
  placeRequest,
  refused,
} from './orders.ts';
import {
  equityCurve,
  equityRequest,
  historyRequest,
  strategyRequest,
  tripsOfStrategyRequest,
  notHeld,
  performance,
  portfolioRequest,
  position,
  protectionWarning,
  protectRequest,
  valuation,
} from './portfolio.ts';
import { givePriceRequest, priceOffers, unpricedRequest } from './prices.ts';
import { rateFileCalls } from './rate-files.ts';
import { results, resultsRequest } from './results.ts';
import { returns, returnsRequest } from './returns.ts';
import { screenFault } from './screen.ts';
import { newSetting, settingsAnswer, settingsRequest, settingVersion } from './settings.ts';
import { stateSnapshot } from './state.ts';
import { legRateRequest, unsettled, unsettledRequest } from './unsettled.ts';
import { idText, pageOf, strategyName, time } from './values.ts';
import {
  accountInfo,
  badValue,
  nameTaken,
  newPaperWorkspace,
  portfolioInfo,
  workspaceEntry,
  workspaceInfo,
  workspaceUnavailable,
} from './workspace.ts';

const orderRef = z.object({ orderId });

/** Every call that the screen can make: input, output and expected errors. */
export const calls = {
  'state.snapshot': call(nothing, stateSnapshot, z.never()),

  'workspaces.list': call(nothing, listOf(workspaceEntry), z.never()),
  'workspaces.openDemo': call(nothing, workspaceInfo, workspaceUnavailable),
  'workspaces.createPaper': call(
    newPaperWorkspace,
    workspaceInfo,
    z.union([workspaceUnavailable, nameTaken, badValue, notFound]),
  ),
  'workspaces.open': call(
    z.object({ id: wholeText(255) }),
    workspaceInfo,
    z.union([workspaceUnavailable, notFound]),
  ),
  'workspaces.close': call(nothing, nothing, z.never()),

  /** Nothing is placed or amended any more, from the next request on and over restarts. Cancels are sent. */
  'killSwitch.engage': call(nothing, z.object({ engagedAt: time }), noWorkspace),
  'killSwitch.release': call(nothing, nothing, noWorkspace),

  'accounts.add': call(newAccount, accountInfo, z.union([noWorkspace, notFound, badValue, accountRefused])),
  'accounts.rename': call(renamedAccount, accountInfo, z.union([noWorkspace, notFound, badValue])),
  /** Nothing is placed on it from the next request on; what is working goes on, and cancels are sent. */
  'accounts.disable': call(accountRef, accountInfo, z.union([noWorkspace, notFound])),
  'accounts.enable': call(accountRef, accountInfo, z.union([noWorkspace, notFound])),
  /** Whether an account of history sold more of a coin than it had: its positions are made anew. */
  'accounts.borrow': call(borrowing, accountInfo, z.union([noWorkspace, notFound, accountRefused])),
  /** Whether its venue cancels what works on it once it does not hear of this program any more. */
  'accounts.setDeadMansSwitch': call(
    deadMansSwitch,
    accountInfo,
    z.union([noWorkspace, notFound, accountRefused]),
  ),
  /** What it traded at its venue before it was added. */
  'accounts.bringIn': call(wantedHistory, taskRef, z.union([noWorkspace, notFound, taskRunning])),
  /** In what it differed from its venue, and what was done about it. */
  'accounts.compare': call(comparisonRequest, comparison, z.union([noWorkspace, notFound])),

  /** It is kept once the venue has said what it may do. */
  'keys.connect': call(connectedKey, keptKey, z.union([noWorkspace, notFound, keyRefused])),
  'keys.test': call(accountRef, keyPermissions, z.union([noWorkspace, notFound, keyRefused])),
  'keys.remove': call(accountRef, removedKey, z.union([noWorkspace, notFound])),
  /** What its venue says that it has now, beside what the record says. */
  'keys.balances': call(accountRef, comparedBalances, z.union([noWorkspace, notFound, keyRefused])),
  ...feeScheduleCalls,

  'instruments.list': call(nothing, listOf(instrument), noWorkspace),
  'market.candles': call(candlesRequest, candlesAnswer, z.union([noWorkspace, notFound])),

  'orders.estimate': call(orderDraft, orderEstimate, z.union([noWorkspace, notFound])),
  'orders.available': call(availableRequest, availableAmount, z.union([noWorkspace, notFound])),
  'orders.place': call(
    placeRequest,
    placedOrder,
    z.union([
      noWorkspace,
      notFound,
      invalidTerms,
      riskLimit,
      priceUnknown,
      accountLocked,
      accountDisabled,
      tooManyWorking,
      notSent,
      draftSpent,
      draftOfReplaced,
    ]),
  ),
  'orders.cancel': call(
    orderRef,
    order,
    z.union([noWorkspace, notFound, notActive, refused, outcomeUnknown]),
  ),
  'orders.cancelAll': call(
    z.object({ accountId: accountId.optional(), instrumentId: instrumentId.optional() }),
    z.object({
      requested: z.number().int(),
      failed: z.array(
        z.object({ orderId: idText, error: z.union([notFound, notActive, refused, outcomeUnknown]) }),
      ),
    }),
    noWorkspace,
  ),
  'orders.amend': call(
    amendRequest,
    order,
    z.union([
      noWorkspace,
      notFound,
      notActive,
      orderChanged,
      amendmentUnderWay,
      invalidTerms,
      riskLimit,
      priceUnknown,
      refused,
      outcomeUnknown,
      accountLocked,
      notSent,
      accountDisabled,
    ]),
  ),
  'orders.page': call(ordersPageRequest, pageOf(order), noWorkspace),
  /** The names of all that an order was placed for. */
  'orders.strategies': call(nothing, listOf(strategyName), noWorkspace),
  /** The last events, or the last of those before a sequence; there are earlier ones where the first is not 1. */
  'orders.history': call(
    orderRef.extend({ before: z.number().int().optional() }),
    z.object({ order, events: listOf(orderEvent) }),
    z.union([noWorkspace, notFound]),
  ),
  'fills.page': call(fillsPageRequest, pageOf(fill), noWorkspace),

  'positions.history': call(historyRequest, pageOf(position), z.union([noWorkspace, notFound])),
  /** Closed ones in which an order of the strategy was filled. */
  'positions.ofStrategy': call(tripsOfStrategyRequest, pageOf(position), z.union([noWorkspace, notFound])),
  /** Notes at which price the trader means to leave what is held, and answers with what is implausible in that. */
  'positions.protect': call(
    protectRequest,
    z.object({ warnings: z.array(protectionWarning) }),
    z.union([noWorkspace, notHeld, invalidTerms]),
  ),
  'portfolio.summary': call(
    portfolioRequest,
    z.object({ valuation, performance: performance.optional() }),
    z.union([noWorkspace, notFound]),
  ),
  /** What is held, by asset and account, and what its price and its currency made of it. */
  'portfolio.holdings': call(holdingsRequest, holdings, z.union([noWorkspace, notFound])),
  /** The entries that a figure is made of. */
  'portfolio.entries': call(entriesRequest, entries, z.union([noWorkspace, notFound])),
  'portfolio.equity': call(equityRequest, equityCurve, z.union([noWorkspace, notFound])),
  /** What was paid in and out in other currencies, each with its rate of that moment. */
  'portfolio.flows': call(portfolioRequest, flows, z.union([noWorkspace, notFound])),
  /** The trader says what one was worth. What was recorded before stays in the record. */
  'portfolio.rateFlow': call(flowRateRequest, flow, z.union([noWorkspace, notFound, invalidRate])),
  ...baseCurrencyCalls,
  ...rateFileCalls,
  /** What makes its figures unknown: where, and how much. */
  'portfolio.unsettled': call(unsettledRequest, unsettled, z.union([noWorkspace, notFound])),
  /** The trader says what a part of a fill was worth in its round trip's currency, where nobody has yet. */
  'portfolio.rateLeg': call(legRateRequest, nothing, z.union([noWorkspace, notFound, invalidRate])),
  /** What it returned, whatever was paid in or out meanwhile, by the points of its equity curve. */
  'portfolio.returns': call(returnsRequest, returns, z.union([noWorkspace, notFound])),
  /** What closed round trips brought, by settle currency and by what they have in common. */
  'portfolio.results': call(
    resultsRequest,
    results,
    z.union([noWorkspace, notFound, groupsStopped, tooManyGroups]),
  ),
  /** What sales of a year brought, lot by lot. */
  'portfolio.gains': call(gainsRequest, gains, z.union([noWorkspace, notFound])),
  'portfolio.chooseLots': call(chooseLotsRequest, nothing, z.union([noWorkspace, notFound, invalidLots])),
  /** In whose accounts an order of the strategy was placed. */
  'portfolio.ofStrategy': call(strategyRequest, listOf(portfolioInfo), noWorkspace),
  /** They hold from the next request that is sent, those that wait now included. */
  'portfolio.setLimits': call(
    setLimitsRequest,
    portfolioInfo,
    z.union([noWorkspace, notFound, invalidLimits]),
  ),

  /** Where a price that is missing could come from. */
  'prices.offers': call(unpricedRequest, priceOffers, noWorkspace),
  /** It counts until the market tells a price; the one that was given before is replaced. */
  'prices.give': call(givePriceRequest, nothing, z.union([noWorkspace, notFound, invalidTerms])),
  'prices.takeAway': call(unpricedRequest, nothing, noWorkspace),

  ...balanceCalls,
  ...activityCalls,

  'groups.read': call(
    groupsRequest,
    groupsAnswer,
    z.union([noWorkspace, notFound, groupsStopped, tooManyGroups]),
  ),
  /** The view has no groups any more. */
  'groups.stop': call(groupsAsker, nothing, z.never()),

  /** Those that the trader saw: what was raised meanwhile stays. */
  'alerts.acknowledge': call(z.object({ ids: z.array(wholeText(128)).max(10_000) }), nothing, z.never()),

  'settings.find': call(settingsRequest, settingsAnswer, noWorkspace),
  /** Answers with the place of this write among all others. */
  'settings.set': call(newSetting, settingVersion, noWorkspace),

  'maintenance.status': call(nothing, maintenanceStatus, noWorkspace),
  'maintenance.figureChanges': call(nothing, figureChanges, noWorkspace),
  'maintenance.verify': call(nothing, taskRef, z.union([noWorkspace, taskRunning])),
  'maintenance.backup': call(nothing, taskRef, z.union([noWorkspace, taskRunning])),
  'maintenance.restore': call(restoreRequest, taskRef, z.union([noWorkspace, notFound, taskRunning])),
  'maintenance.export': call(nothing, taskRef, z.union([noWorkspace, taskRunning])),
  'maintenance.importWorkspace': call(importRequest, taskRef, taskRunning),

  /** Long work that runs, or ended and was not read; an import and its undo under "import ID" and "undo ID". */
  'tasks.list': call(nothing, listOf(taskInfo), z.never()),
  'tasks.result': call(taskRef, taskState, notFound),
  /** Its result was seen: it is let go. */
  'tasks.read': call(taskRef, nothing, z.never()),
  'tasks.cancel': call(taskRef, nothing, notFound),

  ...importCalls,

  'screen.fault': call(screenFault, nothing, z.never()),
} as const;

export type CallName = keyof typeof calls;
/** As the screen says it. */
export type CallInput<Name extends CallName> = z.input<(typeof calls)[Name]['input']>;
/** As it arrives: ids in their shape, names as they are seen. */
export type CallRequest<Name extends CallName> = z.output<(typeof calls)[Name]['input']>;
export type CallOutput<Name extends CallName> = z.infer<(typeof calls)[Name]['output']>;

/** Failures that any call can end in. The stack of an INTERNAL one stays in the core's log under the incident. */
export const commonError = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('INVALID_INPUT'),
    field: z.string(),
    problem: codedApart<InputProblem>(),
  }),
  z.object({ code: z.literal('INTERNAL'), incident: z.string() }),
  /** The record or another file cannot be written or read now, as on a full disk. */
  z.object({ code: z.literal('STORE_FAILED'), reason: cause }),
  /** As many are under way as may be: nothing was done, and `retryIn` says after how many milliseconds to try again. */
  z.object({ code: z.literal('BUSY'), retryIn: z.number().int() }),
  /** The workspace was closed before the answer was there, or it was not there in time. It may have been carried out. */
  z.object({ code: z.literal('CUT_SHORT'), by: z.enum(['CLOSING', 'TIME']) }),
  /** Made on the screen's side: the connection was lost before an answer came. The request may have been carried out. */
  z.object({ code: z.literal('DISCONNECTED') }),
  /** Made on the screen's side too where the core does not answer. */
  notSent,
]);
export type CommonError = z.infer<typeof commonError>;

export type CallError<Name extends CallName> = z.infer<(typeof calls)[Name]['error']>;
