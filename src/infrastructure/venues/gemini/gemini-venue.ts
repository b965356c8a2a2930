import { z } from 'zod';

import { isOfThisMachine } from '#src/infrastructure/venues/loopback.ts';
import type { Venue } from '#src/ports/venue.ts';
import { gemini, geminiDefaults } from './gemini-config.ts';

const settingsSchema = z.object({
  restUrl: z.string().default(geminiDefaults.restUrl),
  socketUrl: z.string().default(geminiDefaults.socketUrl),
});
/** A simulated venue is where it was said to be, and nowhere by default. */
const simulatedSchema = z.object({ restUrl: z.string(), socketUrl: z.string() });

export const geminiVenue: Venue = {
  id: gemini,
  label: 'Gemini',
  kind: 'exchange',
  environments: ['live', 'simulated'],
  async openFeed({ settings, environment, clock, log }) {
    const config = (environment === 'simulated' ? simulatedSchema : settingsSchema).parse(settings ?? {});
    const { createGeminiFeed } = await import('./gemini-feed.ts');
    return createGeminiFeed({ config, clock, log });
  },
  async openAccount({ settings, key, clock }) {
    const config = { ...geminiDefaults, ...settingsSchema.parse(settings ?? {}) };
    const { openGeminiAccount } = await import('./gemini-account.ts');
    return openGeminiAccount(config, key, clock);
  },
  trading: {
    deadMansSwitch: 'key',
    takesOrders(settings, environment) {
      const { data } = simulatedSchema.safeParse(settings);
      return environment === 'simulated' && data !== undefined && Object.values(data).every(isOfThisMachine);
    },
    async open({ settings, ...needs }) {
      const { createGeminiTrading } = await import('./gemini-trading.ts');
      return createGeminiTrading({
        ...needs,
        config: { ...geminiDefaults, ...simulatedSchema.parse(settings) },
      });
    },
  },
};
