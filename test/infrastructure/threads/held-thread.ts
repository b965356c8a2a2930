import { readFile } from 'node:fs/promises';

import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';
import type { FeedNews } from '#src/infrastructure/venues/feed/feed-thread.ts';

export type HeldThread = { follow(input: undefined, work: Work<FeedNews>): Promise<never> };

/** Reads from a pipe for ever, in a call of the system that nothing ends, as a look-up of a name that nobody answers for. */
await serveWorker(({ settings }: { readonly settings: string }): HeldThread => ({
  async follow(_input, { tell }) {
    tell({ type: 'state', state: { status: 'live', since: 0, reason: undefined } });
    await readFile(settings);
    throw new Error('somebody wrote into it');
  },
}));
