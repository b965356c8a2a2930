import { z } from 'zod';

import { isOfThisMachine } from '#src/infrastructure/venues/loopback.ts';
import type { Venue } from '#src/ports/venue.ts';
import { binance, binanceDefaults } from './binance-config.ts';

const settingsSchema = z.object({
  restUrl: z.string().default(binanceDefaults.restUrl),
  streamUrl: z.string().default(binanceDefaults.streamUrl),
  apiUrl: z.string().default(binanceDefaults.apiUrl),
});
/** A simulated venue is where it was said to be, and nowhere by default. */
const simulatedSchema = z.object({ restUrl: z.string(), streamUrl: z.string(), apiUrl: z.string() });

export const binanceVenue: Venue = {
  id: binance,
  label: 'Binance',
  kind: 'exchange',
  environments: ['live', 'simulated'],
  async openFeed({ settings, environment, clock, log }) {
    const config = (environment === 'simulated' ? simulatedSchema : settingsSchema).parse(settings ?? {});
    const { createBinanceFeed } = await import('./binance-feed.ts');
    return createBinanceFeed({ config, clock, log });
  },
  async openAccount({ settings, key, clock }) {
    const { restUrl } = settingsSchema.parse(settings ?? {});
    const { openBinanceAccount } = await import('./binance-account.ts');
    return openBinanceAccount({ ...binanceDefaults, restUrl }, key, clock);
  },
  trading: {
    takesOrders(settings, environment) {
      const { data } = simulatedSchema.safeParse(settings);
      return environment === 'simulated' && data !== undefined && Object.values(data).every(isOfThisMachine);
    },
    async open({ settings, ...needs }) {
      const { createBinanceTrading } = await import('./binance-trading.ts');
      return createBinanceTrading({
        ...needs,
        config: { ...binanceDefaults, ...simulatedSchema.parse(settings) },
      });
    },
  },
};
