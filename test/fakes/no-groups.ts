import type { GroupReader } from '#src/ports/group-reader.ts';
import type { ReadHoldings } from '#src/ports/holdings-reader.ts';

/** Of a workspace whose groups nobody asks for. */
export function noGroups(): GroupReader {
  return {
    read: refuse,
    readTrips: refuse,
    readUnsettled: refuse,
    readHoldings: nothingHeld,
    readEntries: refuse,
    close: () => Promise.resolve(),
  };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('nobody asks for groups here'));
}

async function nothingHeld(): Promise<ReadHoldings> {
  return { isWhole: true, open: [], money: [], income: [], unrated: [] };
}
