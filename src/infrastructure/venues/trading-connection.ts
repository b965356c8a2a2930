import type { KeyProblem } from '#src/domain/key-problem.ts';
import type { LockReason } from '#src/domain/order-reason.ts';
import type { Result } from '#src/domain/result.ts';
import type { VenueKey } from '#src/domain/venue-key.ts';
import type { TradingNeeds } from '#src/ports/venue.ts';
import { createBackoff } from './backoff.ts';
import { keepRenewed, noSwitch, type DeadMansSwitch } from './dead-mans-switch.ts';
import type { RestFailure } from './meaning.ts';
import type { NetworkConfig } from './network-config.ts';
import type { SignedRest } from './signed-rest.ts';

export type UserStreamEnd = Pick<RestFailure, 'meaning' | 'said'>;

export type UserStreamEvents<Heard> = {
  /** The venue tells from now on what becomes of orders. */
  onSubscribed(): void;
  onOrder(heard: Heard): void;
  /** Something was told that is not understood: what it was about is not known. */
  onMalformed(reason: string): void;
  /** Once; whatever happens after it is not told. */
  onEnd(end: UserStreamEnd): void;
};

/** What is done at a venue with one key. */
export type Session<Parameters, Heard> = {
  readonly rest: SignedRest<Parameters>;
  /** Where the trader chose one. */
  readonly deadMansSwitch?: DeadMansSwitch | undefined;
  /** What is asked before the stream is opened, where something is: whether the key is taken at all. */
  check?(): Promise<Result<unknown, RestFailure>>;
  openStream(events: UserStreamEvents<Heard>): { close(): void };
};

/** Why the key cannot sign, where it cannot. */
export type SignIn<Parameters, Heard> = (key: VenueKey) => Result<Session<Parameters, Heard>, string>;

type Needs<Parameters, Heard> = Pick<TradingNeeds, 'clock' | 'readKey' | 'onFault'> & {
  readonly config: Pick<NetworkConfig, 'backoff' | 'provenAfterMs'>;
  readonly signIn: SignIn<Parameters, Heard>;
  /** Its reports are heard from now on. */
  onConnected(): void;
  onLost(reason: LockReason): void;
} & Pick<UserStreamEvents<Heard>, 'onOrder' | 'onMalformed'>;

/** Milliseconds until a key that the venue refuses is tried again: its trader may have mended it there. */
const refusedKeyMs = 60_000;

/**
 * Signs in, follows the venue's clock and the user stream, and does all of it again whenever it ends. A dead-man's switch is
 * set before anything is placed, and nothing is placed while it cannot be renewed.
 */
export function openTradingConnection<Parameters, Heard>(needs: Needs<Parameters, Heard>) {
  const { clock, readKey, config, onFault, onOrder, onMalformed } = needs;
  const backoff = createBackoff(config.backoff);
  let session: Session<Parameters, Heard> | undefined;
  let keptSwitch = noSwitch;
  let stream: { close(): void } | undefined;
  let callOff: (() => void) | undefined;
  let endProving: (() => void) | undefined;
  let closed = false;

  async function signIn(): Promise<void> {
    const found = await readKey();
    if (closed) return;
    if (!found.ok) return needs.onLost(lockOf(found.error));
    const signed = needs.signIn(found.value);
    if (!signed.ok) return needs.onLost({ code: 'LOCKED_KEY_REFUSED', said: signed.error });
    session = signed.value;
    const own = session.deadMansSwitch;
    if (own !== undefined) keptSwitch = keepRenewed({ own, clock, onFault, onOver: onSwitchOver });
    await connect(session);
  }

  async function connect(own: Session<Parameters, Heard>): Promise<void> {
    const time = await own.rest.followClock();
    const checked = time.ok && !closed ? await own.check?.() : undefined;
    if (closed) return;
    if (!time.ok) return later(time.error);
    if (checked?.ok === false) return later(checked.error);
    const isSet = await keptSwitch.renew();
    if (closed) return;
    if (!isSet.ok) return later(notRenewed(isSet.error));
    stream = own.openStream({
      onOrder,
      onMalformed,
      onSubscribed() {
        // One that answers and ends at once would be dialled anew ever so often.
        endProving = clock.after(config.provenAfterMs, () => backoff.reset());
        needs.onConnected();
      },
      onEnd(end) {
        stream = undefined;
        endProving?.();
        later(end);
      },
    });
  }

  /** The account is locked, and compared once it is set anew: the venue may have cancelled what worked. */
  function onSwitchOver(failure: RestFailure): void {
    if (stream === undefined) return;
    stream.close();
    stream = undefined;
    endProving?.();
    later(notRenewed(failure));
  }

  function later({ meaning, said, until }: Pick<RestFailure, 'meaning' | 'said' | 'until'>): void {
    if (closed) return;
    const isKey = meaning === 'key';
    needs.onLost({ code: isKey ? 'LOCKED_KEY_REFUSED' : 'LOCKED_NOT_REACHED', said });
    const wait = Math.max(backoff.next(), isKey ? refusedKeyMs : 0, (until ?? 0) - clock.now());
    callOff = clock.after(wait, () => {
      if (session !== undefined) connect(session).catch(onFault);
    });
  }

  signIn().catch(onFault);
  return {
    /** Undefined until the key is known. */
    rest: (): SignedRest<Parameters> | undefined => (closed ? undefined : session?.rest),
    async close(): Promise<void> {
      closed = true;
      callOff?.();
      endProving?.();
      stream?.close();
      await keptSwitch.end();
      session?.rest.close();
    },
  };
}

function notRenewed(failure: RestFailure): RestFailure {
  return { ...failure, said: `the dead-man's switch could not be renewed: ${failure.said}` };
}

function lockOf(problem: KeyProblem): LockReason {
  if (problem.code === 'NO_KEY' || problem.code === 'KEY_NOT_KEPT') return { code: 'LOCKED_NO_KEY' };
  const said = 'said' in problem ? problem.said : problem.code;
  return { code: 'LOCKED_KEY_REFUSED', said };
}
