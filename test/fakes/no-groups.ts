import type { GroupReader } from '#src/ports/group-reader.ts';

/** Of a workspace whose groups nobody asks for. */
export function noGroups(): GroupReader {
  return { read: refuse, readTrips: refuse, readUnsettled: refuse, close: () => Promise.resolve() };
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('nobody asks for groups here'));
}
