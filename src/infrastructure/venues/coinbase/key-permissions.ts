import { z } from 'zod';

import type { KeyMayNot } from '#src/infrastructure/venues/meaning.ts';

/** GET /api/v3/brokerage/key_permissions. A key is of one portfolio, which is all that it sees. */
export const keyPermissions = z.object({
  can_view: z.boolean(),
  can_trade: z.boolean(),
  can_transfer: z.boolean(),
});

export function problemOfKey({ can_view: sees }: z.output<typeof keyPermissions>): KeyMayNot | undefined {
  return sees ? undefined : { code: 'KEY_MAY_NOT', said: 'it may not view its portfolio' };
}
