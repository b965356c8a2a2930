import { z } from 'zod';

/** How much of a fault's text crosses. */
export const faultLimits = { message: 2_000, stack: 8_000 } as const;

/** What the screen did not catch itself: it goes into the program's log. */
export const screenFault = z.object({
  /** A part of the screen that did not come, an error that nothing caught, or a promise that nothing waited for. */
  where: z.enum(['part', 'error', 'promise']),
  message: z.string().max(faultLimits.message),
  stack: z.string().max(faultLimits.stack).optional(),
});
export type ScreenFault = z.infer<typeof screenFault>;
