import type { Publish } from '#src/application/changes.ts';
import type { Account } from '#src/domain/account.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Unanswered } from '#src/domain/coded.ts';
import {
  fillsAtOnce,
  type ExchangeClient,
  type FillCursor,
  type NotAnswered,
  type VenueReport,
} from '#src/ports/exchange-client.ts';
import type { Operation } from '#src/ports/maintenance.ts';
import type { RecordStore } from '#src/ports/record-store.ts';
import { applyReports } from './apply-reports.ts';
import { importedBefore, type ImportedPart } from './imported-before.ts';
import { batchSize } from './ingest-reports.ts';
import { missedFills } from './missed-fills.ts';

type HistoryNeeds = { readonly store: RecordStore; readonly publish: Publish };

export type WantedHistory = {
  readonly instruments: readonly Instrument[];
  /** Epoch milliseconds: orders that traded since are brought in, each whole. */
  readonly since: number;
  /** Whether those are others that may be what imported files tell. */
  readonly bringsAlike: boolean;
};

export type PartlyImported = ImportedPart & { readonly symbol: string; readonly order: string };

export type MaybeImported = { readonly symbol: string; readonly order: string; readonly accountName: string };

export type BroughtIn = {
  readonly orders: number;
  readonly fills: number;
  /** Orders that are left out: an account of imported files has their trades, or a part of them. */
  readonly imported: number;
  /** The first of which it has a part: what the rest of each is, the record has from nobody. */
  readonly partly: readonly PartlyImported[];
  /** Orders that are left out until the trader says that they are others: an account of imported files may have them. */
  readonly alike: number;
  /** The first of them. */
  readonly alikes: readonly MaybeImported[];
};

export type NotBroughtIn =
  | { readonly code: 'CANCELLED' }
  | { readonly code: 'NOT_ANSWERED'; readonly why: Unanswered };

/** Orders of which files had a part, or may have, that are named: the first. */
const mostNamed = 100;

/**
 * What an account traded at its venue before it was added, as orders of elsewhere. What is recorded by then stays when it is
 * broken off: begun again, it goes on from there, since only what is missing is asked about.
 */
export function createHistory({ store, publish }: HistoryNeeds) {
  return async function bringIn(
    account: Account,
    exchange: Pick<ExchangeClient, 'fillsSince' | 'queryAtVenue'>,
    { instruments, since, bringsAlike }: WantedHistory,
    { signal, report }: Operation,
  ): Promise<Result<BroughtIn, NotBroughtIn>> {
    const done = { orders: 0, fills: 0, imported: 0, alike: 0 };
    const partly: PartlyImported[] = [];
    const alikes: MaybeImported[] = [];
    for (const instrument of instruments) {
      let cursor: FillCursor = { after: undefined, since };
      const partOf = await importedBefore(store.read, instrument);
      /** That two answers may share. */
      const leftOut = new Set<string>();
      for (;;) {
        const fills = await exchange.fillsSince(instrument.id, cursor);
        if (!fills.ok) return notAnswered(fills.error);
        const missing = await missedFills(store.read, account.id, instrument.id, fills.value);
        const orders = [...new Set(missing.map(({ brokerOrderId }) => brokerOrderId))].filter(
          (order) => !leftOut.has(order),
        );
        for (const [at, brokerOrderId] of orders.entries()) {
          if (signal.aborted) return err({ code: 'CANCELLED' });
          const told = await exchange.queryAtVenue({ instrumentId: instrument.id, brokerOrderId });
          if (!told.ok) return notAnswered(told.error);
          const { fills: all, imported, mayBeOf } = await partOf(told.value);
          const named = { symbol: instrument.symbol, order: brokerOrderId };
          if (imported > 0) {
            leftOut.add(brokerOrderId);
            done.imported += 1;
            if (imported < all && partly.length < mostNamed) partly.push({ fills: all, imported, ...named });
          } else if (mayBeOf !== undefined && !bringsAlike) {
            leftOut.add(brokerOrderId);
            done.alike += 1;
            if (alikes.length < mostNamed) alikes.push({ ...named, accountName: mayBeOf });
          } else {
            done.fills += await record(told.value);
            done.orders += 1;
          }
          const asked = done.orders + done.imported + done.alike;
          report(asked, asked + orders.length - at - 1);
        }
        const newest = fills.value.at(-1)?.venueTradeId;
        if (fills.value.length < fillsAtOnce || newest === undefined) break;
        cursor = { after: newest, since };
      }
      if (signal.aborted) return err({ code: 'CANCELLED' });
    }
    return ok({ ...done, partly, alikes });
  };

  /** How many fills that were new. */
  async function record(reports: readonly VenueReport[]): Promise<number> {
    let fills = 0;
    for (let at = 0; at < reports.length; at += batchSize) {
      const batch = reports.slice(at, at + batchSize);
      const changes = await store.transact((unit) => applyReports(unit, batch), 'essential');
      publish(changes);
      fills += changes.filter(({ type }) => type === 'fillAdded').length;
    }
    return fills;
  }
}

function notAnswered({ reason: why }: NotAnswered): Result<never, NotBroughtIn> {
  return err({ code: 'NOT_ANSWERED', why });
}
