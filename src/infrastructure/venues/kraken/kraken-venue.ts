import { z } from 'zod';

import { isOfThisMachine } from '#src/infrastructure/venues/loopback.ts';
import type { Venue } from '#src/ports/venue.ts';
import { kraken, krakenDefaults } from './kraken-config.ts';

const settingsSchema = z.object({
  restUrl: z.string().default(krakenDefaults.restUrl),
  socketUrl: z.string().default(krakenDefaults.socketUrl),
  privateUrl: z.string().default(krakenDefaults.privateUrl),
});
/** A simulated venue is where it was said to be, and nowhere by default. */
const simulatedSchema = z.object({ restUrl: z.string(), socketUrl: z.string(), privateUrl: z.string() });

export const krakenVenue: Venue = {
  id: kraken,
  label: 'Kraken',
  kind: 'exchange',
  environments: ['live', 'simulated'],
  async openFeed({ settings, environment, clock, log }) {
    const config = (environment === 'simulated' ? simulatedSchema : settingsSchema).parse(settings ?? {});
    const { createKrakenFeed } = await import('./kraken-feed.ts');
    return createKrakenFeed({ config, clock, log });
  },
  async openAccount({ settings, key, clock }) {
    const config = { ...krakenDefaults, ...settingsSchema.parse(settings ?? {}) };
    const { openKrakenAccount } = await import('./kraken-account.ts');
    return openKrakenAccount(config, key, clock);
  },
  trading: {
    deadMansSwitch: 'account',
    takesOrders(settings, environment) {
      const { data } = simulatedSchema.safeParse(settings);
      return environment === 'simulated' && data !== undefined && Object.values(data).every(isOfThisMachine);
    },
    async open({ settings, ...needs }) {
      const { createKrakenTrading } = await import('./kraken-trading.ts');
      return createKrakenTrading({
        ...needs,
        config: { ...krakenDefaults, ...simulatedSchema.parse(settings) },
      });
    },
  },
};
