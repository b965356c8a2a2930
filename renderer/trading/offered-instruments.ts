import type { InstrumentInfo } from '#src/contract/market.ts';
import type { AccountInfo } from '#src/contract/workspace.ts';
import { isTraded } from '#src/domain/account.ts';

/** Of the venues at which the workspace's accounts trade. What was imported is traded nowhere here, and has no prices. */
export function tradedInstruments(
  instruments: readonly InstrumentInfo[],
  accounts: readonly AccountInfo[],
): readonly InstrumentInfo[] {
  const venues = new Set(accounts.filter(isTraded).map(({ venue }) => venue));
  return instruments.filter(({ venue }) => venues.has(venue));
}

/** Without those that were imported and are traded here as well: of two with one name the one with prices is meant. */
export function withoutTwins(
  instruments: readonly InstrumentInfo[],
  traded: readonly InstrumentInfo[],
): readonly InstrumentInfo[] {
  const known = new Set(traded);
  const names = new Set(traded.map(nameOf));
  return instruments.filter((instrument) => known.has(instrument) || !names.has(nameOf(instrument)));
}

/** A file writes BTC/USDT or BTC-USDT where the market has BTCUSDT. */
function nameOf({ kind, base, quote }: InstrumentInfo): string {
  return [kind, base, quote].join(' ');
}
