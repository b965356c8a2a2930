import type { KeyProblem } from '#src/domain/key-problem.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import { createBackoff } from '#src/infrastructure/venues/backoff.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import type { BinanceConfig } from './binance-config.ts';
import { meaningOf } from './order-errors.ts';
import { signatureWith } from './signature.ts';
import { createSignedRest, type RestFailure, type SignedRest } from './signed-rest.ts';
import type { UserMessage } from './user-events.ts';
import { openUserStream, type UserStreamEnd } from './user-stream.ts';

type Needs = Pick<TradingNeeds, 'clock' | 'readKey' | 'onFault'> & {
  readonly config: BinanceConfig;
  /** Its reports are heard from now on. */
  onConnected(): void;
  onLost(reason: LockReason): void;
  onOrder(told: Extract<UserMessage, { readonly kind: 'order' }>): void;
  onMalformed(reason: string): void;
};

/** Milliseconds until a key that the venue refuses is tried again: its trader may have mended it there. */
const refusedKeyMs = 60_000;

/** Signs in, follows the venue's clock and the user stream, and does all of it again whenever it ends. */
export function openTradingConnection(needs: Needs) {
  const { clock, readKey, config, onFault } = needs;
  const backoff = createBackoff(config.backoff);
  let rest: SignedRest | undefined;
  let stream: { close(): void } | undefined;
  let callOff: (() => void) | undefined;
  let endProving: (() => void) | undefined;
  let closed = false;

  async function signIn(): Promise<void> {
    const found = await readKey();
    if (closed) return;
    if (!found.ok) return needs.onLost(lockOf(found.error));
    const sign = signatureWith(found.value.secret);
    if (sign === undefined)
      return needs.onLost({ code: 'LOCKED_KEY_REFUSED', said: 'its private key is not whole' });
    rest = createSignedRest({ config, key: found.value, sign, clock });
    await connect(rest);
  }

  async function connect(signed: SignedRest): Promise<void> {
    const time = await signed.followClock();
    if (closed) return;
    if (!time.ok) return later(time.error);
    stream = openUserStream({
      ...needs,
      rest: signed,
      onSubscribed() {
        // One that answers and ends at once would be dialled anew ever so often.
        endProving = clock.after(config.provenAfterMs, () => backoff.reset());
        needs.onConnected();
      },
      onEnd: (end) => {
        endProving?.();
        later(failureOf(end));
      },
    });
  }

  function later({ meaning, said, until }: Pick<RestFailure, 'meaning' | 'said' | 'until'>): void {
    if (closed) return;
    const isKey = meaning === 'key';
    needs.onLost({ code: isKey ? 'LOCKED_KEY_REFUSED' : 'LOCKED_NOT_REACHED', said });
    const wait = Math.max(backoff.next(), isKey ? refusedKeyMs : 0, (until ?? 0) - clock.now());
    callOff = clock.after(wait, () => {
      if (rest !== undefined) connect(rest).catch(onFault);
    });
  }

  signIn().catch(onFault);
  return {
    /** Undefined until the key is known. */
    rest: (): SignedRest | undefined => (closed ? undefined : rest),
    close(): void {
      closed = true;
      callOff?.();
      endProving?.();
      stream?.close();
      rest?.close();
    },
  };
}

function failureOf({ said, code }: UserStreamEnd): Pick<RestFailure, 'meaning' | 'said'> {
  return { meaning: meaningOf({ status: 400, code, message: undefined }), said };
}

function lockOf(problem: KeyProblem): LockReason {
  if (problem.code === 'NO_KEY' || problem.code === 'KEY_NOT_KEPT') return { code: 'LOCKED_NO_KEY' };
  const said = 'said' in problem ? problem.said : problem.code;
  return { code: 'LOCKED_KEY_REFUSED', said };
}
