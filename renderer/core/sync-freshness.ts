import type { CoreConnection } from './reconnecting-client.ts';
import { carry, isOfVenue, useFreshnessStore } from './freshness-store.ts';
import { type LiveState, useLiveStore } from './live-store.ts';

export type FreshnessNeeds = Pick<CoreConnection, 'client' | 'onStatus' | 'onHeard'> & {
  /** Milliseconds that never jump, and stand still or go on while the machine sleeps. */
  readonly now: () => number;
  /** The time on the wall, for words. */
  readonly wall: () => number;
  /** Calls again and again; the returned function ends it. */
  readonly every: (milliseconds: number, call: () => void) => () => void;
};

const look = 500;
/** The core says something every second. */
const silentAfter = 3000;
/** Later than this the page itself stood still: then what the core said may wait to be read. */
const lateLook = 1500;

/** Told in no store: nothing is painted anew for it. */
let sign: number | undefined;

/** The core's clock at its last sign of life on this connection. */
export function lastSign(): number | undefined {
  return sign;
}

/** Notes when what is shown is no longer what is. Returns what ends it. */
export function startFreshness({ client, onStatus, onHeard, now, wall, every }: FreshnessNeeds): () => void {
  let open = false;
  let heardAt = now();
  let heardOnWall = wall();
  /** The core is judged from here, once the page itself stood still. */
  let judgedFrom = now();
  let lookedAt = now();

  function heard(): void {
    heardAt = now();
    heardOnWall = wall();
    const { silentSince } = useFreshnessStore.getState();
    if (silentSince !== undefined) answersAgain(silentSince);
  }

  function lookNow(): void {
    const time = now();
    if (time - lookedAt > lateLook) judgedFrom = time;
    lookedAt = time;
    const silence = time - Math.max(heardAt, judgedFrom);
    if (!open || silence <= silentAfter || useFreshnessStore.getState().silentSince !== undefined) return;
    useFreshnessStore.setState({ silentSince: heardOnWall });
  }

  const ends = [
    onHeard(heard),
    client.subscribe('alive', {}, ({ at }) => {
      sign = at;
    }),
    onStatus((status) => {
      open = status === 'open';
      // Another connection may be to another life of the core, whose clock began anew.
      sign = undefined;
      judgedFrom = now();
      // Lost says more than silent; live-store keeps since when.
      if (!open) useFreshnessStore.setState({ silentSince: undefined });
    }),
    useLiveStore.subscribe(follow),
    every(look, lookNow),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function answersAgain(silentSince: number): void {
  const { quotes } = useLiveStore.getState();
  useFreshnessStore.setState((held) => ({
    silentSince: undefined,
    carried: carry(held, quotes, silentSince),
  }));
}

/** What the feed or the connection had told before it was out is as old as then. */
function follow(state: LiveState, before: LiveState): void {
  const { status, since } = before.connection;
  if (status === 'lost' && state.connection.status === 'open') {
    useFreshnessStore.setState((held) => ({ carried: carry(held, state.quotes, since) }));
  }
  if (state.feeds === before.feeds) return;
  for (const feed of state.feeds) {
    const then = before.feeds.find(({ venue }) => venue === feed.venue);
    if (feed.status !== 'live' || then === undefined || then.status === 'live') continue;
    const ofFeed = (id: string): boolean => isOfVenue(id, feed.venue);
    useFreshnessStore.setState((held) => ({ carried: carry(held, state.quotes, then.since, ofFeed) }));
  }
}
