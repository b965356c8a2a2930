import { parentPort, workerData } from 'node:worker_threads';
import { hostFeed } from '#src/infrastructure/venues/feed/host-feed.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { venues } from '#src/composition/venues.ts';

/** The entry of a feed's thread. */

if (parentPort === null) throw new Error('the feed worker must be started as a worker thread');
await hostFeed(venues, workerData, parentPort, createSystemClock());
