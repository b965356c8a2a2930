import type { InstrumentInfo } from '#src/contract/market.ts';

/** The venue's symbol; of an instrument that is not known, the last part of its id. */
export function symbolOf(
  instrumentId: string,
  instruments: Readonly<Record<string, InstrumentInfo>>,
): string {
  return instruments[instrumentId]?.symbol ?? instrumentId.slice(instrumentId.indexOf(':') + 1);
}
