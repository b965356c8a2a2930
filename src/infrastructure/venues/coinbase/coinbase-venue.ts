import { z } from 'zod';

import type { Venue } from '#src/ports/venue.ts';
import { coinbase, coinbaseDefaults } from './coinbase-config.ts';

const settingsSchema = z.object({
  restUrl: z.string().default(coinbaseDefaults.restUrl),
  socketUrl: z.string().default(coinbaseDefaults.socketUrl),
  userUrl: z.string().default(coinbaseDefaults.userUrl),
});
/** A simulated venue is where it was said to be, and nowhere by default. */
const simulatedSchema = z.object({ restUrl: z.string(), socketUrl: z.string(), userUrl: z.string() });

export const coinbaseVenue: Venue = {
  id: coinbase,
  label: 'Coinbase',
  kind: 'exchange',
  environments: ['live', 'simulated'],
  async openFeed({ settings, environment, clock, log }) {
    const config = (environment === 'simulated' ? simulatedSchema : settingsSchema).parse(settings ?? {});
    const { createCoinbaseFeed } = await import('./coinbase-feed.ts');
    return createCoinbaseFeed({ config, clock, log });
  },
};
