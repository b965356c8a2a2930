import { z } from 'zod';

import { amount, asset } from '#src/infrastructure/venues/wire-values.ts';

export const refusal = z.object({ code: z.number(), msg: z.string() });
export const serverTime = z.object({ serverTime: z.number() });

/** GET /api/v3/account. The venue lists some hundreds of assets. */
export const accountBalances = z
  .object({ balances: z.array(z.object({ asset, free: amount, locked: amount })).max(10_000) })
  .transform(({ balances }) =>
    balances.map(({ asset: code, free, locked }) => ({ currency: code, quantity: free.plus(locked) })),
  );
