import type { Instrument } from '#src/domain/instrument.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import { importedInstrumentId } from '#src/domain/pair-of-coin.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { VenueReport } from '#src/ports/exchange-client.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { FillNamer } from '#src/application/imports/import-identity.ts';
import { RecordedFills } from '#src/application/imports/recorded-fills.ts';
import { TradedFills, type TradedFill } from '#src/application/imports/traded-fills.ts';

type Filled = Extract<VenueReport, { readonly type: 'filled' }>;

/** Of what a venue tells of one of its orders. */
export type ImportedPart = { readonly fills: number; readonly imported: number };

export type ImportedOrder = ImportedPart & {
  /** The account of files that has what these fills, or some of them, may be, but does not say enough to tell. */
  readonly mayBeOf: string | undefined;
};

/**
 * Says of each order of an instrument what the files that were imported told of its fills, as a file that comes later would be
 * compared with them. Told are those whose trade id they have, and those of an order whose number and quantity they have.
 */
export async function importedBefore(
  read: Repositories,
  instrument: Instrument,
): Promise<(reports: readonly VenueReport[]) => Promise<ImportedOrder>> {
  const named = importedInstrumentId(`${instrument.base}-${instrument.quote}`);
  const accounts = (await read.accounts.list()).filter(({ mode }) => mode === 'history');
  const facts = { firstTime: undefined, lastTime: undefined, timeGrain: 1, wholeOrders: true };
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
    if (traded.none) return { fills: fills.length, imported: 0, mayBeOf: undefined };
    const namer = new FillNamer();
    const piece = { fills: fills.map((fill) => namer.name(fill)), next: [] };
    const found = [...(await traded.compare(piece)).values()];
    const total = Decimal.sum(fills.map(({ quantity }) => quantity));
    const open = found.filter((fill) => !isTold(fill, total));
    return {
      fills: fills.length,
      imported: found.length - open.length,
      mayBeOf: open[0]?.account.name,
    };
  };
}

/** The venue's number of an order is its own: with the same quantity, that of the fill or of the order, it is the same. */
function isTold({ known, imported, as }: TradedFill, total: Decimal): boolean {
  if (known === 'same') return true;
  const isOfOrder = as?.orderId !== undefined && as.orderId === imported.orderId;
  return isOfOrder && (as.quantity.equals(imported.quantity) || as.quantity.equals(total));
}

function asImported(
  { time, fill, placed, brokerOrderId: orderId }: Filled,
  at: number,
  { symbol }: Instrument,
): ImportedFill {
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
    orderId,
    tradeId,
    priceCurrency: undefined,
  };
}
