import { estimateOrder } from '#src/application/orders/estimate-order.ts';
import { surroundingsOf } from '#src/application/orders/order-surroundings.ts';
import { rateInto } from '#src/application/portfolio/value-portfolio.ts';
import type { OrderWarningInfo, WarningThresholdsInput } from '#src/contract/order-warnings.ts';
import type { Account } from '#src/domain/account.ts';
import type { Decimal } from '#src/domain/decimal.ts';
import type { OrderId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { OrderTerms } from '#src/domain/order.ts';
import { totalOf } from '#src/domain/partial-sum.ts';
import { convertFromBase } from '#src/domain/valuation.ts';
import { warningsAbout } from '#src/domain/plausibility/order-plausibility.ts';
import { inText } from '#src/domain/in-text.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import { thresholdsOf } from './warning-thresholds.ts';

export type WarningsRequest = {
  readonly terms: OrderTerms;
  /** Less what has filled, of an order that is amended. */
  readonly toFill: OrderTerms;
  readonly account: Account;
  readonly instrument: Instrument;
  readonly amends: OrderId | undefined;
  readonly thresholds: WarningThresholdsInput;
};

/** What is said of a complete order before it is sent. */
export async function orderWarnings(
  workspace: Workspace,
  { terms, toFill, account, instrument, amends, thresholds }: WarningsRequest,
): Promise<readonly OrderWarningInfo[]> {
  const { store, session } = workspace;
  const market = session.watch.latest(instrument.id);
  const around = await surroundingsOf(toFill, {
    read: store.read,
    account,
    instrument,
    instrumentOf: session.catalogue.find,
    market,
    quoteAge: quoteAgeOf(workspace, instrument),
    equity: equityOf(workspace, account, instrument),
    // The size of an order is the whole of it, however much has filled.
    notional: estimateOrder(terms, instrument, account, market).size,
    toFill: estimateOrder(toFill, instrument, account, market),
    amends,
  });
  return warningsAbout(terms, around, thresholdsOf(thresholds)).map((warning) => inText(warning));
}

/** A feed that is not live says nothing of the market since then, however new its last quote looks. */
function quoteAgeOf({ session, feeds, clock }: Workspace, { id, venue }: Instrument): number | undefined {
  const update = session.watch.latest(id);
  if (update === undefined) return undefined;
  const feed = feeds.get(venue)?.state();
  const heard = feed?.status === 'live' ? update.quote.time : Math.min(update.quote.time, feed?.since ?? 0);
  return Math.max(clock.now() - heard, 0);
}

function equityOf(
  { values, valuations }: Workspace,
  { portfolioId }: Account,
  { settle }: Instrument,
): Decimal | undefined {
  const valued = valuations.latest().find(({ record }) => record.portfolio.id === portfolioId);
  if (valued === undefined) return undefined;
  // Of what is known alone, any order would look too large.
  const equity = totalOf(valued.valuation?.equity);
  return convertFromBase(equity, settle, rateInto(values, valued.record.portfolio));
}
