import type { LiveValuation } from '#src/application/portfolio/live-valuations.ts';
import { setLegRate } from '#src/application/portfolio/set-leg-rate.ts';
import type { Asset } from '#src/domain/balance-movements.ts';
import type { CallOutput, CallRequest } from '#src/contract/contract.ts';
import { mostUnsettled, type UnknownCostInfo, type UnratedEntryInfo } from '#src/contract/unsettled.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { coinOf, type MovedEntry } from '#src/domain/held.ts';
import type { InText } from '#src/domain/in-text.ts';
import { currency, instrumentId, type HeldId } from '#src/domain/ids.ts';
import { err, ok } from '#src/domain/result.ts';
import type { ReadUnratedEntry } from '#src/ports/unsettled-reader.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { notFound, within, type CurrentWorkspace } from './open-workspace.ts';

export type UnsettledCalls = 'portfolio.unsettled' | 'portfolio.rateLeg';

/** What makes figures unknown, and what settles it. */
export function createUnsettledHandlers(current: CurrentWorkspace): Pick<Handlers, UnsettledCalls> {
  return {
    'portfolio.unsettled': within(
      current,
      async ({ accounts, groups, store, valuations }, input: CallRequest<'portfolio.unsettled'>) => {
        const { portfolioId } = input;
        const portfolio = (await store.read.portfolios.list()).find(({ id }) => id === portfolioId);
        if (portfolio === undefined) return notFound('portfolio', portfolioId);
        const own = accounts.all().filter((account) => account.portfolioId === portfolioId);
        const { isWhole, purchases, flows, legs, entries, fees, costs, transfers } =
          await groups.readUnsettled({
            accountIds: own.map(({ id }) => id),
            base: portfolio.baseCurrency,
            most: mostUnsettled,
            refused: input.refused ?? [],
          });
        const valued = valuations.latest().find(({ record }) => record.portfolio.id === portfolioId);
        return ok({
          isWhole,
          purchases: {
            ...purchases,
            rows: purchases.rows.map(({ held, instrumentId: _listing, ...row }) => ({
              ...row,
              asset: assetOf(held),
            })),
          },
          flows: {
            ...flows,
            rows: flows.rows.map(({ id, accountId, type, time, cash }) => ({
              id,
              accountId,
              type,
              time,
              ...cash,
            })),
          },
          legs,
          entries: { ...entries, rows: entries.rows.flatMap(presentEntry) },
          fees,
          costs: { ...costs, rows: costs.rows.flatMap(presentCost) },
          transfers,
          positions: isWhole ? unpricedOf(valued) : { rows: [], total: 0 },
        });
      },
    ),
    'portfolio.rateLeg': within(
      current,
      async ({ store, clock, follow, foldAnew }, input: CallRequest<'portfolio.rateLeg'>) => {
        const set = await setLegRate(
          { store, clock, onFolded: follow, foldAnew },
          {
            ...input,
            currency: currency(input.currency),
            into: currency(input.into),
            rate: Decimal.from(input.rate),
          },
        );
        return set.ok ? ok({}) : err(set.error);
      },
    ),
  };
}

function unpricedOf(valued: LiveValuation | undefined): CallOutput<'portfolio.unsettled'>['positions'] {
  const missing = valued?.valuation?.missing.positions ?? [];
  const unpriced = (valued?.record.open ?? []).filter(({ id }) => missing.includes(id));
  const rows = unpriced.slice(0, mostUnsettled).map(({ id, accountId, instrumentId: of, quantity }) => ({
    id,
    accountId,
    instrumentId: of,
    quantity: quantity.toString(),
  }));
  return { rows, total: unpriced.length };
}

function presentCost(entry: InText<MovedEntry>): UnknownCostInfo[] {
  const { id, accountId, type, time } = entry;
  return movedBy(entry).map((moved) => ({ id, accountId, type, time, ...moved }));
}

function presentEntry({ entry, ...rate }: InText<ReadUnratedEntry>): UnratedEntryInfo[] {
  const { id, type } = entry;
  return movedBy(entry).map((moved) => ({ id, type, ...moved, ...rate }));
}

function movedBy({
  cash,
  instrumentId: of,
  quantity,
}: InText<Pick<MovedEntry, 'cash' | 'instrumentId' | 'quantity'>>): Pick<
  UnknownCostInfo,
  'asset' | 'amount'
>[] {
  if (cash !== undefined)
    return [{ asset: { kind: 'currency', currency: cash.currency }, amount: cash.amount }];
  if (of === undefined || quantity === undefined) return [];
  return [{ asset: { kind: 'instrument', instrumentId: of }, amount: quantity }];
}

function assetOf(held: HeldId): Asset {
  const coin = coinOf(held);
  return coin === undefined
    ? { kind: 'instrument', instrumentId: instrumentId(held) }
    : { kind: 'currency', currency: coin };
}
