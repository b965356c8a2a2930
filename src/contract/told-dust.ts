import { z } from 'zod';

import { accountId, wholeText } from './ids.ts';

/** What an account holds, of which a rest was left. */
export const tellDustRequest = z.object({
  accountId,
  held: wholeText(1000),
  /** False: what was told is taken back. */
  isDust: z.boolean(),
});
export const notARest = z.object({ code: z.literal('NOT_A_REST') });
