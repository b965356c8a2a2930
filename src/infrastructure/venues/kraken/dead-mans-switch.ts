import { z } from 'zod';

import { err, type Result } from '#src/domain/result.ts';
import type { DeadMansSwitch } from '#src/infrastructure/venues/dead-mans-switch.ts';
import { notUnderstood, type RestFailure } from '#src/infrastructure/venues/meaning.ts';
import type { Send } from '#src/infrastructure/venues/remote-trading.ts';
import { cancelAllAfter, type Parameters } from './rest-dialect.ts';

/** "The recommended use is to make a call every 15 to 30 seconds, providing a timeout of 60 seconds" (cancel-all-orders-after-x). */
const everyMs = 15_000;
const seconds = 60;

const answer = z.object({ result: z.object({ triggerTime: z.string() }) });

/** Cancels all orders of the account, whoever placed them, once. It can be switched off. */
export function krakenSwitch(send: Send<Parameters>): DeadMansSwitch {
  async function set(timeout: number): Promise<Result<unknown, RestFailure>> {
    const told = await send('POST', cancelAllAfter, { timeout: String(timeout) });
    if (!told.ok) return told;
    const { data } = answer.safeParse(told.value);
    // Switched off, it has no time.
    const isSet = data !== undefined && data.result.triggerTime !== '0';
    return data === undefined || isSet !== timeout > 0
      ? err(notUnderstood("it is not said when the dead-man's switch cancels"))
      : told;
  }

  return {
    everyMs,
    lastsMs: seconds * 1_000,
    renew: () => set(seconds),
    end: () => set(0),
  };
}
