import type { Portfolio } from '#src/domain/account.ts';
import type { Flow } from '#src/domain/paid-in.ts';
import type { RecordStore } from '#src/ports/record-store.ts';

/** Whether a kept point of the curve has counted the flow already, at the rate of its own moment or otherwise. */
export async function wasCounted(
  { portfolios }: Pick<RecordStore['read'], 'portfolios'>,
  { id }: Pick<Portfolio, 'id'>,
  { time }: Pick<Flow, 'time'>,
): Promise<boolean> {
  const counted = await portfolios.lastCounted(id);
  return counted !== undefined && counted >= time;
}
