import { z } from 'zod';
import { create } from 'zustand';
import { allSeparators } from '#renderer/format/number.ts';
import { timeZones } from '#renderer/format/time.ts';
import { warningThresholds } from '#src/contract/order-warnings.ts';

export const preferencesSchema = z.object({
  theme: z.enum(['dark', 'light']).default('dark'),
  /** One of `words/languages.ts`; `system` is the first of the system's that there is. */
  language: z.string().max(20).default('system'),
  /** Height of a row in pixels. */
  density: z.union([z.literal(22), z.literal(26), z.literal(32)]).default(26),
  sideColours: z.enum(['blue-orange', 'teal-violet']).default('blue-orange'),
  /** `east-asia` shows a gain red and a loss green; `colour-safe` needs no telling of red from green. */
  profitColours: z.enum(['western', 'east-asia', 'colour-safe']).default('western'),
  separators: z.enum(allSeparators).default('comma-point'),
  timeZone: z.enum(timeZones).default('local'),
  /** Of the clock by which the day begins that Day P&L counts from: `local` or an IANA name. The core reads both. */
  dayZone: z.string().max(64).default('local'),
  dayHour: z.number().int().min(0).max(23).default(0),
  /** A price that changes is marked for a moment with the direction in which it went. */
  flashPrices: z.boolean().default(true),
  /** Hides amounts, for a screenshot. */
  privacy: z.boolean().default(false),
  confirmOrders: z.boolean().default(true),
  confirmCancels: z.boolean().default(true),
  /** Asks before an order that is warned of, also where orders are sent without being asked. */
  confirmWarnings: z.boolean().default(true),
  /** Keys that may send from anywhere are safe again after so long without a key or a click. */
  disarmAfterMinutes: z.union([z.literal(1), z.literal(5), z.literal(15), z.literal(60)]).default(5),
  /** Of a command that is named here none of its own keys hold; null leaves it without one. */
  keyBindings: z
    .array(z.object({ command: z.string().max(80), key: z.string().min(1).max(40).nullable() }))
    .max(500)
    .default([]),
  warningThresholds: warningThresholds.default({
    throughMarketPercent: '0.5',
    fromMarketPercent: '10',
    timesUsual: '10',
    equityPercent: '50',
    spreadPercent: '1',
    quoteAgeSeconds: '60',
  }),
});
export type Preferences = z.infer<typeof preferencesSchema>;

export const defaultPreferences: Preferences = preferencesSchema.parse({});

/** Settings of the whole program, the same in every workspace. saved/sync-preferences.ts keeps each by itself. */
export const usePreferencesStore = create<Preferences>()(() => defaultPreferences);

export function setPreferences(change: Partial<Preferences>): void {
  usePreferencesStore.setState(change);
}
