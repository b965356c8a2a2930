import type { Result } from '#src/domain/result.ts';
import type { RestFailure } from '#src/infrastructure/venues/meaning.ts';
import { pause } from '#src/infrastructure/venues/pause.ts';
import type { SignedRest } from '#src/infrastructure/venues/signed-rest.ts';
import type { Clock } from '#src/ports/clock.ts';
import {
  addOrder,
  cancelAllAfter,
  cancelOrder,
  isRefusedNonce,
  isRoomless,
  type Parameters,
} from './rest-dialect.ts';

/** A request that was sent so long ago has arrived: one with a larger nonce does not overtake it. */
const arrivedMs = 500;
/** By then the venue's counter of calls has fallen by two at least, which is what a history costs (docs.kraken.com/api/docs/guides/spot-rest-ratelimits). */
const roomMs = 6_000;
/** A question that there is no room for is asked again for two minutes. */
const mostTries = 20;
/** The nonce goes further ahead each time. */
const mostNonces = 5;

type Send = SignedRest<Parameters>['send'];
type Request = readonly [method: 'GET' | 'POST' | 'DELETE', path: string, parameters: Parameters];
type Waiting = { readonly isOrder: boolean; readonly run: () => Promise<unknown> };

/**
 * Sends what is signed one after another, orders and cancels first: each needs a larger nonce than the one that arrived
 * before. What is public is not signed, and waits for nothing. Cancels and questions are sent again where nothing was done
 * because of the nonce or of room; an order never is.
 */
export function sendInTurn(send: Send, clock: Pick<Clock, 'after'>, closing: AbortSignal): Send {
  const waiting: Waiting[] = [];
  let isBusy = false;

  function next(): void {
    if (isBusy) return;
    const first = waiting.findIndex(({ isOrder }) => isOrder);
    const [turn] = waiting.splice(Math.max(first, 0), 1);
    if (turn === undefined) return;
    isBusy = true;
    let isOver = false;
    const over = () => {
      if (isOver) return;
      isOver = true;
      endWait();
      isBusy = false;
      next();
    };
    const endWait = clock.after(arrivedMs, over);
    turn.run().then(over, over);
  }

  function inTurn(isOrder: boolean, ...request: Request): Promise<Result<unknown, RestFailure>> {
    return new Promise((resolve, reject) => {
      waiting.push({ isOrder, run: () => send(...request).then(resolve, reject) });
      next();
    });
  }

  return async (method, path, parameters) => {
    if (method === 'GET') return send(method, path, parameters);
    const isOrder = [addOrder, cancelOrder, cancelAllAfter].includes(path);
    for (let tries = 1, nonces = 1; ;) {
      const answer = await inTurn(isOrder, method, path, parameters);
      if (answer.ok || path === addOrder || closing.aborted) return answer;
      const { venueCode } = answer.error;
      if (isRefusedNonce(venueCode) && nonces < mostNonces) nonces += 1;
      else if (isRoomless(venueCode) && !isOrder && tries < mostTries) {
        tries += 1;
        await pause(clock, roomMs, closing);
      } else return answer;
    }
  };
}
