import type { Account, Portfolio } from '#src/domain/account.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { Fill } from '#src/domain/fill.ts';
import { accountId, currency, fillIdOf, type AccountId, type InstrumentId } from '#src/domain/ids.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { IdSource } from '#src/ports/id-source.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { rebuildPositions, recordFills } from './book-fill.ts';
import { contentOf, identifyFills, type IdentifiedFill, type SymbolFills } from './import-identity.ts';
import { currencyOfFills, importedInstrumentId, importVenue, instrumentOf } from './import-instrument.ts';

export type ImportFillsNeeds = {
  readonly store: RecordStore;
  readonly clock: Clock;
  readonly ids: IdSource;
  /** Called after every piece; the import goes on when it resolves, so that others get their turn. */
  readonly onProgress: (done: number, total: number) => Promise<void>;
};

export type ImportedCounts = { readonly imported: number; readonly duplicates: number };

const pieceSize = 1_000;

/**
 * Adds a file's fills to the import account of that name in the first portfolio, which is opened if it is not
 * there: all of them or, on a fault, none. Their order ids stay text in the fills' names: a file of fills does not
 * tell an order's type, quantity or end, so it makes no order of them.
 */
export async function importFills(
  { store, clock, ids, onProgress }: ImportFillsNeeds,
  accountName: string,
  fills: readonly ImportedFill[],
): Promise<ImportedCounts> {
  return store.transact(async (unit) => {
    const [first] = await unit.portfolios.list();
    if (first === undefined) throw new RangeError('the workspace has no portfolio');
    const portfolio = await inCurrencyOf(unit, first, fills);
    const account = await accountNamed(unit, portfolio, accountName, { clock, ids });
    let done = 0;
    let imported = 0;
    for (const { traded, fills: named } of identifyFills(fills)) {
      const id = importedInstrumentId(traded.symbol);
      const known = await unit.instruments.find(id);
      const rows = named.map((fill) => fill.imported);
      const instrument = instrumentOf(traded, rows, known, portfolio.baseCurrency);
      await unit.instruments.saveMany([instrument]);
      const contents = await contentsOf(unit, account.id, id);
      const fresh = named.filter((fill) => !contents.has(contentOf(fill.venueTradeId)));
      done += named.length - fresh.length;
      for (let start = 0; start < fresh.length; start += pieceSize) {
        const piece = fresh.slice(start, start + pieceSize);
        const receivedAt = clock.now();
        const added = await recordFills(
          unit,
          piece.map((fill) => fillOf(fill, account.id, instrument, receivedAt)),
          instrument,
        );
        imported += added.length;
        done += piece.length;
        await onProgress(done, fills.length);
      }
      if (fresh.length > 0) await rebuildPositions(unit, account.id, instrument, portfolio.lotMethod);
    }
    return { imported, duplicates: fills.length - imported };
  });
}

/** The fills that an import account of the workspace has already. */
export async function findImported(
  read: Repositories,
  symbols: readonly SymbolFills[],
): Promise<ReadonlySet<ImportedFill>> {
  const accounts = (await read.accounts.list()).filter(({ kind }) => kind === 'import');
  const found = new Set<ImportedFill>();
  for (const { traded, fills } of symbols) {
    for (const account of accounts) {
      const contents = await contentsOf(read, account.id, importedInstrumentId(traded.symbol));
      for (const { imported, venueTradeId } of fills)
        if (contents.has(contentOf(venueTradeId))) found.add(imported);
    }
  }
  return found;
}

async function contentsOf(
  read: Repositories,
  account: AccountId,
  instrument: InstrumentId,
): Promise<ReadonlySet<string>> {
  const fills = await read.trades.ofInstrument(account, instrument);
  return new Set(fills.map((fill) => contentOf(fill.venueTradeId)));
}

/** A portfolio without accounts has no figures yet: its currency becomes the one that most fills are in. */
async function inCurrencyOf(
  unit: Repositories,
  portfolio: Portfolio,
  fills: readonly ImportedFill[],
): Promise<Portfolio> {
  const accounts = await unit.accounts.list();
  if (accounts.some((account) => account.portfolioId === portfolio.id)) return portfolio;
  const converted = { ...portfolio, baseCurrency: currencyOfFills(fills) ?? currency('USD') };
  await unit.portfolios.save(converted);
  return converted;
}

async function accountNamed(
  unit: Repositories,
  portfolio: Portfolio,
  name: string,
  { clock, ids }: Pick<ImportFillsNeeds, 'clock' | 'ids'>,
): Promise<Account> {
  const accounts = await unit.accounts.list();
  const known = accounts.find(
    (account) => account.kind === 'import' && account.name === name && account.portfolioId === portfolio.id,
  );
  if (known !== undefined) return known;
  const account: Account = {
    id: accountId(ids.next()),
    portfolioId: portfolio.id,
    name,
    venue: importVenue,
    kind: 'import',
    fees: { maker: Decimal.zero, taker: Decimal.zero },
    createdAt: clock.now(),
  };
  await unit.accounts.save(account);
  return account;
}

function fillOf(
  { imported, venueTradeId }: IdentifiedFill,
  account: AccountId,
  instrument: Instrument,
  receivedAt: number,
): Fill {
  const { time, side, quantity, price, fee, feeCurrency } = imported;
  return {
    id: fillIdOf(account, instrument.id, venueTradeId),
    accountId: account,
    instrumentId: instrument.id,
    orderId: undefined,
    venueTradeId,
    side,
    quantity,
    price,
    fee: fee === undefined ? undefined : { currency: feeCurrency ?? instrument.settle, amount: fee },
    liquidity: undefined,
    source: 'import',
    time,
    receivedAt,
  };
}
