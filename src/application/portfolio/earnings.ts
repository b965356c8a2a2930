import { nextTurn } from '#src/application/next-turn.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { earnedOf, earningOf, sumEarned, type Earned, type Earning } from '#src/domain/earned.ts';
import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { Repositories } from '#src/ports/record-store.ts';

type Reads = Pick<Repositories, 'rates' | 'instruments'>;

/**
 * What an account earned and was charged beside its round trips, in pieces, with a turn for what else waits between two of
 * them. To turn money into money is no round trip: its fee is among it.
 */
export async function* earningsOf(
  { rates, instruments }: Reads,
  account: AccountId,
  base: Currency,
): AsyncIterable<readonly Earning[]> {
  for await (const piece of rates.earned(account, base)) {
    yield piece.flatMap(({ entry, rate }) => earningOf(entry, { base, rate }) ?? []);
    await nextTurn();
  }
  // Of all pairs of money, which are few: to look which an account has would read all of its fills.
  for (const instrumentId of await instruments.ofMoney(base)) {
    for await (const piece of rates.charged(account, instrumentId, base)) {
      yield piece.map(({ fillId, time, fee, rate }) => ({
        kind: 'fees' as const,
        movementId: fillId,
        time,
        fill: { fillId, instrumentId },
        worth: fee,
        rate: fee.currency === base ? Decimal.one : rate,
      }));
      await nextTurn();
    }
  }
}

export async function readEarned(read: Reads, account: AccountId, base: Currency): Promise<Earned> {
  const parts: Earned[] = [];
  for await (const piece of earningsOf(read, account, base)) parts.push(earnedOf(piece));
  return sumEarned(parts);
}
