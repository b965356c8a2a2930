import { readTrips } from '#src/infrastructure/persistence/sqlite/grouping/read-trips.ts';
import { openConnection } from '#src/infrastructure/persistence/sqlite/open-connection.ts';
import type { TripsQuestion } from '#src/ports/trip-reader.ts';

/** What all closed round trips of a portfolio brought, a line a currency. */
export async function resultLines(
  file: string,
  asked: Pick<TripsQuestion, 'accountIds' | 'base' | 'now'>,
): Promise<readonly string[]> {
  const connection = openConnection(file, { synchronous: 'FULL', readOnly: true });
  try {
    const question = {
      ...asked,
      from: 0,
      until: undefined,
      by: 'side',
      zone: 'UTC',
      equity: undefined,
    } as const;
    const read = await readTrips(connection, question, new AbortController().signal);
    return read.ok ? read.value.currencies.map(({ currency, total }) => lineOf(currency, total)) : [];
  } finally {
    connection.database.close();
  }
}

type Total = {
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  readonly net: string;
  readonly leftOut: number;
};

function lineOf(currency: string, { trades, wins, losses, net, leftOut }: Total): string {
  const others =
    leftOut === 0 ? '' : `; ${leftOut} with fees that are unknown or in another currency are not in it`;
  return `${net} ${currency} by ${trades} closed round trips: ${wins} won, ${losses} lost${others}`;
}
