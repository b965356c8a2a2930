import { z } from 'zod';

import type { KeyMayNot } from '#src/infrastructure/venues/meaning.ts';
import { recordOf } from '#src/infrastructure/venues/wire-values.ts';

/** Its documents and its answers write names in two ways. */
const asWritten = recordOf(z.unknown(), 100).transform((fields) => {
  const plain = Object.entries(fields).map(
    ([key, value]) => [key.replaceAll('_', '').toLowerCase(), value] as const,
  );
  return Object.fromEntries(plain);
});
const moment = z.string().nullish();

/** POST /0/private/GetApiKeyInfo (docs.kraken.com/api-reference/account-data/get-api-key-info). */
export const keyInfo = z.object({
  result: asWritten.pipe(
    z.object({
      permissions: z.array(z.string()).max(200),
      ipallowlist: z.array(z.string()).max(1_000).nullish(),
      /** From and until when it is told of orders; 0 without a limit. */
      queryfrom: moment,
      queryto: moment,
    }),
  ),
});
type KeyInfo = z.output<typeof keyInfo>['result'];

/** Of a key that sees the orders of a span of time alone an empty answer proves nothing. */
export function problemOfKey({ queryfrom, queryto }: KeyInfo): KeyMayNot | undefined {
  if ([queryfrom, queryto].every((each) => /^0*$/u.test(each ?? ''))) return undefined;
  const said = 'it sees the orders of a span of time alone: make one without a query start and end date';
  return { code: 'KEY_MAY_NOT', said };
}
