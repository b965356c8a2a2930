import { z } from 'zod';

import type { Venue } from '#src/ports/venue.ts';
import { binance, binanceDefaults } from './binance-config.ts';

const settingsSchema = z.object({
  restUrl: z.string().default(binanceDefaults.restUrl),
  streamUrl: z.string().default(binanceDefaults.streamUrl),
});

export const binanceVenue: Venue = {
  id: binance,
  label: 'Binance',
  kind: 'exchange',
  environments: ['live'],
  async openFeed({ settings, clock, log }) {
    const config = settingsSchema.parse(settings ?? {});
    const { createBinanceFeed } = await import('./binance-feed.ts');
    return createBinanceFeed({ config, clock, log });
  },
  async openAccount({ settings, key, clock }) {
    const { restUrl } = settingsSchema.parse(settings ?? {});
    const { openBinanceAccount } = await import('./binance-account.ts');
    return openBinanceAccount({ ...binanceDefaults, restUrl }, key, clock);
  },
};
