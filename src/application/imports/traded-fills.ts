import type { Account } from '#src/domain/account.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Instrument } from '#src/domain/instrument.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { isRecorded, surer, type ComparedFill } from './compared-fills.ts';
import type { ImportTally, TalliedSymbol } from './import-tally.ts';
import type { NamedPiece } from './named-fills.ts';
import { RecordedFills } from './recorded-fills.ts';

/** A fill of a file that an account has, or may have, since it was traded on it. */
export type TradedFill = ComparedFill & { readonly account: Account };

type Traded = { readonly account: Account; readonly instruments: readonly Instrument[] };

/** What the accounts whose orders go to their venues have of a file: they were told of their own trades by those. */
export class TradingAccounts {
  readonly #read: Repositories;
  readonly #traded: readonly Traded[];

  private constructor(read: Repositories, traded: readonly Traded[]) {
    this.#read = read;
    this.#traded = traded;
  }

  static async of(read: Repositories): Promise<TradingAccounts> {
    const traded: Traded[] = [];
    for (const account of await read.accounts.list()) {
      if (account.mode !== 'live') continue;
      const instruments: Instrument[] = [];
      for (const id of await read.trades.instrumentsOf(account.id))
        instruments.push(await read.instruments.get(id));
      traded.push({ account, instruments });
    }
    return new TradingAccounts(read, traded);
  }

  /** The fills of one symbol. */
  async fillsOf(symbol: TalliedSymbol, tally: ImportTally): Promise<TradedFills> {
    const places: Place[] = [];
    for (const { account, instruments } of this.#traded)
      for (const { id } of instruments.filter((instrument) => isOf(instrument, symbol)))
        places.push({ account, recorded: await this.#recorded(account.id, id, tally) });
    return new TradedFills(places);
  }

  #recorded(account: AccountId, instrument: Instrument['id'], tally: ImportTally): Promise<RecordedFills> {
    return RecordedFills.of({ read: this.#read, account, instrument }, tally);
  }
}

type Place = { readonly account: Account; readonly recorded: RecordedFills };

/** What trading accounts have of one symbol, while a file's pieces are compared with it. */
export class TradedFills {
  readonly #places: readonly Place[];

  constructor(places: readonly Place[]) {
    this.#places = places;
  }

  get none(): boolean {
    return this.#places.every(({ recorded }) => recorded.none);
  }

  /** Those of the next piece that an account has, or may have: of each the one that has it most surely. */
  async compare(piece: NamedPiece): Promise<ReadonlyMap<ImportedFill, TradedFill>> {
    const found = new Map<ImportedFill, TradedFill>();
    for (const { account, recorded } of this.#places) {
      for (const fill of await recorded.compare(piece)) {
        // What the file itself has twice is no account's.
        if (fill.known === undefined || fill.as === undefined || !isRecorded(fill.as)) continue;
        const before = found.get(fill.imported)?.known;
        if (surer(before, fill.known) !== before) found.set(fill.imported, { ...fill, account });
      }
    }
    return found;
  }
}

/** A venue writes a pair as it likes, and a file too. */
function isOf({ kind, base, quote, symbol }: Instrument, { traded, contract }: TalliedSymbol): boolean {
  if (kind !== (contract?.kind ?? 'spot')) return false;
  return traded.pair === undefined
    ? symbol === traded.symbol
    : base === traded.pair.base && quote === traded.pair.quote;
}
