import { venues } from '#src/composition/venues.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { FeedChoice } from '#src/infrastructure/venues/feed/feed-thread.ts';
import { hostFeed } from '#src/infrastructure/venues/feed/host-feed.ts';

/** The entry of a feed's thread. */

await serveWorker((choice: FeedChoice) => hostFeed(venues, choice, createSystemClock()));
