import type { Account } from '#src/domain/account.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { surer, type ComparedFill, type Known } from './compared-fills.ts';
import { RecordedEntries, type ComparedEntry } from './import-entries.ts';
import { instrumentOf } from './import-instrument.ts';
import { importedInstrumentId } from '#src/domain/pair-of-coin.ts';
import type { TalliedSymbol } from './import-tally.ts';
import { namedFills, type StagedFile } from './named-fills.ts';
import { RecordedFills } from './recorded-fills.ts';
import { TradedFills, TradingAccounts, type TradedFill } from './traded-fills.ts';

/**
 * Where a file may go: into an import account; into a new one of the workspace, `new`; or where nothing else is, `none`, so
 * that only what the file itself has twice counts.
 */
export type FilePlace = Account | 'new' | 'none';

export type OnFound = {
  /** `known`: with what trading accounts of the place have; of `fill`, as the account itself has it. */
  onFill(fill: ComparedFill, known: Known, place: FilePlace): void;
  onTraded(fill: TradedFill): void;
  onEntry(entry: ComparedEntry, place: FilePlace): void;
};

/** Tells of every fill and movement that is there already, or may be, of each place that the file may go to. */
export async function findImported(
  read: Repositories | undefined,
  { staging, tally }: StagedFile,
  found: OnFound,
): Promise<void> {
  const accounts = ((await read?.accounts.list()) ?? []).filter(({ mode }) => mode === 'history');
  for (const account of tally.entries === 0 ? [] : [undefined, ...accounts]) {
    const recorded = await RecordedEntries.of(read, account?.id, tally);
    for await (const piece of staging.entries()) {
      for (const entry of recorded.compare(piece)) {
        if (entry.known === undefined) continue;
        for (const place of placesOf(account)) found.onEntry(entry, place);
      }
    }
  }
  const trading = read === undefined ? undefined : await TradingAccounts.of(read);
  for (const tallied of tally.symbols()) {
    const instrument = read === undefined ? undefined : await instrumentIdIn(read, tallied);
    const places: { readonly account: Account | undefined; readonly recorded: RecordedFills }[] = [
      { account: undefined, recorded: RecordedFills.ofNone(tally) },
    ];
    for (const account of accounts) {
      if (read === undefined || instrument === undefined) continue;
      const recorded = await RecordedFills.of({ read, account: account.id, instrument }, tally);
      places.push({ account, recorded });
    }
    const traded = (await trading?.fillsOf(tallied, tally)) ?? new TradedFills([]);
    if (!tally.hasTradeIds && traded.none && places.every(({ recorded }) => recorded.none)) continue;
    for await (const piece of namedFills({ staging, tally }, tallied)) {
      const elsewhere = await traded.compare(piece);
      for (const fill of elsewhere.values()) found.onTraded(fill);
      for (const { account, recorded } of places) {
        for (const fill of await recorded.compare(piece)) {
          if (fill.known !== undefined && account === undefined) found.onFill(fill, fill.known, 'none');
          const known = surer(fill.known, elsewhere.get(fill.imported)?.known);
          if (known !== undefined) found.onFill(fill, known, account ?? 'new');
        }
      }
    }
  }
}

function placesOf(account: Account | undefined): readonly FilePlace[] {
  return account === undefined ? ['none', 'new'] : [account];
}

async function instrumentIdIn(read: Repositories, tallied: TalliedSymbol): Promise<InstrumentId> {
  const id = importedInstrumentId(tallied.traded.symbol);
  const known = await read.instruments.find(id);
  return known === undefined ? id : instrumentOf(tallied, known, known.quote).id;
}
