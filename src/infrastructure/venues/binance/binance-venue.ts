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
  description:
    'Real prices and order books of Binance’s public spot market, live. Needs a network, no account.',
  kind: 'exchange',
  environments: ['live'],
  async openFeed({ settings, clock, log }) {
    const config = settingsSchema.parse(settings ?? {});
    const { createBinanceFeed } = await import('./binance-feed.ts');
    return createBinanceFeed({ config, clock, log });
  },
};
