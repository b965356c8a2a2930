import type { Instrument } from '#src/domain/instrument.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { importedInstrumentId } from '#src/domain/pair-of-coin.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { FillNamer } from '#src/application/imports/import-identity.ts';
import { RecordedFills } from '#src/application/imports/recorded-fills.ts';
import { TradedFills } from '#src/application/imports/traded-fills.ts';

type Filled = Extract<VenueReport, { readonly type: 'filled' }>;

/** Of what a venue tells of one of its orders. */
export type ImportedPart = { readonly fills: number; readonly imported: number };

/**
 * Says of each order of an instrument how many of its fills the files that were imported told, as a file that comes later would be
 * compared with them: by trade id, by content, or as their sum.
 */
export async function importedBefore(
  read: Repositories,
  instrument: Instrument,
): Promise<(reports: readonly VenueReport[]) => Promise<ImportedPart>> {
  const named = importedInstrumentId(`${instrument.base}-${instrument.quote}`);
  const accounts = (await read.accounts.list()).filter(({ mode }) => mode === 'history');
  const facts = { firstTime: undefined, lastTime: undefined, timeGrain: 1 };
  const places = await Promise.all(
    accounts.map(async (account) => ({
      account,
      recorded: await RecordedFills.of({ read, account: account.id, instrument: named }, facts),
    })),
  );
  const traded = new TradedFills(places.filter(({ recorded }) => !recorded.none));
  return async (reports) => {
    const fills = reports
      .filter((report) => report.type === 'filled')
      .toSorted((one, other) => one.time - other.time)
      .map((report, at) => asImported(report, at, instrument));
    const namer = new FillNamer();
    const imported = traded.none ? 0 : (await traded.compare(fills.map((fill) => namer.name(fill)))).size;
    return { fills: fills.length, imported };
  };
}

function asImported({ time, fill, placed }: Filled, at: number, { symbol }: Instrument): ImportedFill {
  if (placed === undefined) throw new TypeError('a venue tells of an order of elsewhere without its terms');
  const { venueTradeId: tradeId, quantity, price } = fill;
  return {
    line: at,
    time,
    symbol,
    side: placed.side,
    quantity,
    price,
    fee: undefined,
    feeCurrency: undefined,
    orderId: undefined,
    tradeId,
    priceCurrency: undefined,
  };
}
