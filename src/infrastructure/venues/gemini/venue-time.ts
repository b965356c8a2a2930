import { z } from 'zod';

import { err, ok, type Result } from '#src/domain/result.ts';
import { notReached, notUnderstood, type RestFailure } from '#src/infrastructure/venues/meaning.ts';
import { connectionEnd, openStreamSocket } from '#src/infrastructure/venues/stream-socket.ts';
import { parsedJson } from '#src/infrastructure/venues/wire-values.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { GeminiConfig } from './gemini-config.ts';

const answer = z.object({ id: z.literal('time'), result: z.object({ serverTime: z.number() }) });

/** Only its socket tells the time, and also to whoever has no key: `time` of its methods. */
export function askVenueTime(config: GeminiConfig, clock: Clock): Promise<Result<number, RestFailure>> {
  return new Promise((resolve) => {
    const endWaiting = clock.after(config.requestTimeoutMs, () => end(err(notReached('no answer'))));
    const socket = openStreamSocket(config.socketUrl, config, clock, {
      onOpen: () => socket.send(JSON.stringify({ id: 'time', method: 'time' })),
      onFrame(text) {
        const { data } = answer.safeParse(parsedJson(text ?? ''));
        end(data === undefined ? err(notUnderstood('its time is no number')) : ok(data.result.serverTime));
      },
      onClose: (reason) => end(err(notReached(connectionEnd(reason)))),
    });

    function end(told: Result<number, RestFailure>): void {
      endWaiting();
      // What is told first counts.
      resolve(told);
      socket.close({ code: 'FEED_CLOSED' });
    }
  });
}
