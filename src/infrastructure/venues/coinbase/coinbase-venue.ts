import { z } from 'zod';

import { isOfThisMachine } from '#src/infrastructure/venues/loopback.ts';
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
  async openAccount({ settings, key, clock }) {
    const config = { ...coinbaseDefaults, ...settingsSchema.parse(settings ?? {}) };
    const { openCoinbaseAccount } = await import('./coinbase-account.ts');
    return openCoinbaseAccount(config, key, clock);
  },
  trading: {
    takesOrders(settings, environment) {
      const { data } = simulatedSchema.safeParse(settings);
      return environment === 'simulated' && data !== undefined && Object.values(data).every(isOfThisMachine);
    },
    async open({ settings, ...needs }) {
      const { createCoinbaseTrading } = await import('./coinbase-trading.ts');
      return createCoinbaseTrading({
        ...needs,
        config: { ...coinbaseDefaults, ...simulatedSchema.parse(settings) },
      });
    },
  },
};
