import { z } from 'zod';

import type { Venue } from '#src/ports/venue.ts';
import { simulated } from './simulated-instruments.ts';

/** The simulated market of every workspace: the demo's history goes on where it ended. */
export const simulatedSeed = 'tapedeck';

const settingsSchema = z.object({ seed: z.string() });

export const simulatedVenue: Venue = {
  id: simulated,
  label: 'Simulated market',
  kind: 'simulation',
  environments: ['simulated'],
  async openFeed({ settings, clock }) {
    const config = settingsSchema.parse(settings ?? { seed: simulatedSeed });
    const { createSimulatedFeed } = await import('./simulated-feed.ts');
    return createSimulatedFeed(config, clock);
  },
};
