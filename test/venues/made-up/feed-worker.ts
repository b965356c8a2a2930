import { parentPort, workerData } from 'node:worker_threads';
import { venues } from '#src/composition/venues.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { hostFeed } from '#src/infrastructure/venues/feed/host-feed.ts';
import { madeUpVenue } from './made-up-venue.ts';

/** The program's own feed worker, with one line more in its list of venues. */
if (parentPort === null) throw new Error('the feed worker must be started as a worker thread');
await hostFeed([...venues, madeUpVenue], workerData, parentPort, createSystemClock());
