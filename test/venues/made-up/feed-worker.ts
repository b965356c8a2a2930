import { venues } from '#src/composition/venues.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { FeedChoice } from '#src/infrastructure/venues/feed/feed-thread.ts';
import { hostFeed } from '#src/infrastructure/venues/feed/host-feed.ts';
import { madeUpVenue } from './made-up-venue.ts';

/** The program's own feed worker, with one line more in its list of venues. */
await serveWorker((choice: FeedChoice) => hostFeed([...venues, madeUpVenue], choice, createSystemClock()));
