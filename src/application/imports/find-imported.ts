import type { Account } from '#src/domain/account.ts';
import type { InstrumentId } from '#src/domain/ids.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { ComparedFill } from './compared-fills.ts';
import { RecordedEntries, type ComparedEntry } from './import-entries.ts';
import { instrumentOf } from './import-instrument.ts';
import { importedInstrumentId } from '#src/domain/pair-of-coin.ts';
import type { TalliedSymbol } from './import-tally.ts';
import { namedFills, type StagedFile } from './named-fills.ts';
import { RecordedFills } from './recorded-fills.ts';

/**
 * Tells of every fill and movement that an import account of the workspace may have already; and, for an account that
 * is not there yet, of those that the file itself has twice.
 */
export async function findImported(
  read: Repositories | undefined,
  { staging, tally }: StagedFile,
  found: {
    onFill(fill: ComparedFill, account: Account | undefined): void;
    onEntry(entry: ComparedEntry, account: Account | undefined): void;
  },
): Promise<void> {
  const accounts = ((await read?.accounts.list()) ?? []).filter(({ mode }) => mode === 'history');
  for (const account of tally.entries === 0 ? [] : [undefined, ...accounts]) {
    const recorded = await RecordedEntries.of(read, account?.id, tally);
    for await (const piece of staging.entries()) {
      for (const entry of recorded.compare(piece))
        if (entry.known !== undefined) found.onEntry(entry, account);
    }
  }
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
    const looked = places.filter(({ recorded }) => tally.hasTradeIds || !recorded.none);
    if (looked.length === 0) continue;
    for await (const piece of namedFills({ staging, tally }, tallied)) {
      for (const { account, recorded } of looked) {
        const compared = await recorded.compare(piece);
        for (const fill of compared) if (fill.known !== undefined) found.onFill(fill, account);
      }
    }
  }
}

async function instrumentIdIn(read: Repositories, tallied: TalliedSymbol): Promise<InstrumentId> {
  const id = importedInstrumentId(tallied.traded.symbol);
  const known = await read.instruments.find(id);
  return known === undefined ? id : instrumentOf(tallied, known, known.quote).id;
}
