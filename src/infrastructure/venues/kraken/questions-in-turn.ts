import { err, ok, type Result } from '#src/domain/result.ts';
import { notAnswered } from '#src/infrastructure/venues/meaning.ts';
import type { Send } from '#src/infrastructure/venues/remote-trading.ts';
import type { NotAnswered } from '#src/ports/exchange-client.ts';
import type { Clock } from '#src/ports/clock.ts';
import { invalidNonce, rateLimit, type Parameters } from './rest-dialect.ts';

/** By then the venue's counter of calls has fallen by two at least, which is what a history costs (docs.kraken.com/api/docs/guides/spot-rest-ratelimits). */
const pauseMs = 6_000;
/** As often a question is asked that the venue has no room for; half an hour of a history is one that goes on. */
const mostTries = 20;

/**
 * Asks one question after another: several at once could overtake each other, and each must have a larger nonce than the one
 * before. One that the venue has no room for yet is asked again; nothing here changes anything there.
 */
export function createQuestionsInTurn(
  send: Send<Parameters>,
  clock: Pick<Clock, 'after'>,
  closing: AbortSignal,
) {
  let before: Promise<unknown> = Promise.resolve();

  async function untilAnswered(
    path: string,
    parameters: Parameters,
  ): Promise<Result<unknown, NotAnswered & { readonly venueCode: string }>> {
    for (let tries = 1; ; tries += 1) {
      const answer = await send('POST', path, parameters);
      if (answer.ok) return ok(answer.value);
      const { venueCode, why } = answer.error;
      const isLater = venueCode === rateLimit || venueCode === invalidNonce;
      if (!isLater || tries === mostTries || closing.aborted) return err({ ...notAnswered(why), venueCode });
      if (venueCode === rateLimit)
        await new Promise<void>((resolve) => {
          const endPause = clock.after(pauseMs, resolve);
          closing.addEventListener('abort', () => {
            endPause();
            resolve();
          });
        });
    }
  }

  return (path: string, parameters: Parameters) => {
    const answer = before.then(() => untilAnswered(path, parameters));
    before = answer.catch(() => undefined);
    return answer;
  };
}
