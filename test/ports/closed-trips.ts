import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { Position } from '#src/domain/position.ts';
import type { PositionRepository } from '#src/ports/position-repository.ts';

/** All of them, each read by itself: the one that closed first is the first. */
export async function closedTrips(
  positions: PositionRepository,
  accounts: readonly AccountId[],
): Promise<readonly Position[]> {
  const { rows } = await positions.history(accounts, {}, { limit: 1_000_000 });
  return rows.toReversed();
}

/** What the record keeps as their sums, and what they come to one by one; each as text, by what they are grouped by. */
export async function tripSums(positions: PositionRepository, accounts: readonly AccountId[]) {
  const kept = (await positions.sums(accounts)).map(
    ({ accountId, instrumentId, realised, fees, results, undecided, unknownFees }) => [
      `${accountId} ${instrumentId} ${fees.map(({ currency }) => currency).join(' ')}`,
      realised.toString(),
      fees.map(({ amount }) => amount.toString()),
      results.trades,
      results.wins,
      results.losses,
      results.grossProfit.toString(),
      results.grossLoss.toString(),
      undecided,
      unknownFees,
    ],
  );
  const groups = Map.groupBy(
    await closedTrips(positions, accounts),
    ({ accountId, instrumentId, fees }) =>
      `${accountId} ${instrumentId} ${fees.map(({ currency }) => currency).join(' ')}`,
  );
  const counted = Array.from(groups, ([group, trips]) => {
    const currencies = trips[0]?.fees.map(({ currency }) => currency) ?? [];
    const decided = trips.filter(
      ({ unknownFees, undecided, worth }) =>
        unknownFees === 0 && undecided.isZero() && (worth?.fees.unrated ?? 0) === 0,
    );
    const net = decided.map((trip) =>
      currencies.length > 1 ? trip.realised : trip.realised.minus(paid(trip, 0)),
    );
    const won = net.filter((result) => result.isPositive());
    const lost = net.filter((result) => result.isNegative());
    return [
      group,
      Decimal.sum(trips.map(({ realised }) => realised)).toString(),
      currencies.map((_, at) => Decimal.sum(trips.map((trip) => paid(trip, at))).toString()),
      decided.length,
      won.length,
      lost.length,
      Decimal.sum(won).toString(),
      Decimal.sum(lost).abs().toString(),
      trips.length - decided.length,
      trips.reduce((sum, { unknownFees }) => sum + unknownFees, 0),
    ];
  });
  return { kept: kept.toSorted(byGroup), counted: counted.toSorted(byGroup) };
}

function paid(trip: Position, at: number): Decimal {
  return trip.fees[at]?.amount ?? Decimal.zero;
}

function byGroup([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}
