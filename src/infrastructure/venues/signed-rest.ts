import { reasonOf } from '#src/domain/fault.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { Unanswered } from '#src/domain/coded.ts';
import { notReached, type OfKey, type RestFailure } from './meaning.ts';
import type { NetworkConfig } from './network-config.ts';
import { createSendOnce, type OneAnswer, type OneRequest } from './send-once.ts';
import { quoted } from './wire-values.ts';

export type Asked<Parameters> = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly parameters: Parameters;
};

type Exchange = (request: OneRequest) => Promise<Result<unknown, RestFailure>>;

/** How a venue's requests are written and its answers read. */
export type RestDialect<Parameters> = {
  /** Exactly what goes out, signed for that time of the venue, in epoch milliseconds. */
  signed(asked: Asked<Parameters>, time: number): OneRequest;
  /** Undefined where it is none. */
  parse(text: string): unknown;
  /** Whether an answer with status 200 says that the request was carried out, where the venue refuses with that too. */
  isDone?(body: unknown): boolean;
  /** What an answer means that does not say that the request was carried out. */
  failureOf(
    status: number,
    body: unknown,
  ): Omit<RestFailure, 'why'> & {
    /** A limit that requests of another kind do not have: placing, cancelling, asking. */
    readonly isOfItsKind?: boolean;
    readonly ofKey?: OfKey | undefined;
  };
  /** Of a limit that does not say when it is over; a minute where nothing is said. */
  readonly limitMs?: number;
  /** Whether it refuses what was signed for another time in the words of a key that it does not take. */
  readonly takesLateForKey?: boolean;
  /** The venue's time, in epoch milliseconds. */
  askTime(exchange: Exchange): Promise<Result<number, RestFailure>>;
};

export type SignedRest<Parameters> = {
  /** Each call is one request, whatever becomes of it. */
  send(
    method: Asked<Parameters>['method'],
    path: string,
    parameters: Parameters,
  ): Promise<Result<unknown, RestFailure>>;
  /** The venue's, by our monotonic clock. */
  time(): number;
  /** Asks the venue for its time, and signs with that from now on. */
  followClock(): Promise<Result<number, RestFailure>>;
  close(): void;
};

/** Bytes. They are read beside everything else: as many open orders as a record is opened with have less. */
const largestSigned = 16 * 2 ** 20;
const usualLimitMs = 60_000;
/** By as much at least a clock was off, where that is why what was signed by it is refused: a time that is asked for is nearer. */
const clockOffMs = 5_000;
/** No ban that a venue is known to give is longer. */
const longestLimitMs = 7 * 86_400_000;

/** As Binance answers an address that went on after 429; no other venue is known to use it. */
const banned = 418;

type Needs<Parameters> = {
  readonly config: Pick<NetworkConfig, 'restUrl' | 'requestTimeoutMs' | 'largestAnswer'>;
  readonly dialect: RestDialect<Parameters>;
  readonly clock: Clock;
};

/** Signed requests to a venue's REST interface. Nothing is sent while a limit of the venue holds. */
export function createSignedRest<Parameters>({
  config,
  dialect,
  clock,
}: Needs<Parameters>): SignedRest<Parameters> {
  const closing = new AbortController();
  const once = createSendOnce(config.restUrl, Math.min(config.largestAnswer, largestSigned));
  /** Milliseconds of the venue's clock less our monotonic one, which nobody sets. */
  let offset: number | undefined;
  let limited: RestFailure | undefined;

  function time(): number {
    return Math.round(clock.monotonic() + (offset ?? clock.now() - clock.monotonic()));
  }

  function limit(): RestFailure | undefined {
    if ((limited?.until ?? 0) <= clock.now()) limited = undefined;
    return limited;
  }

  async function exchange(request: OneRequest): Promise<Result<unknown, RestFailure>> {
    const now = limit();
    if (now !== undefined) return err(now);
    const timeout = new AbortController();
    const endTimeout = clock.after(config.requestTimeoutMs, () => timeout.abort());
    try {
      const signal = AbortSignal.any([timeout.signal, closing.signal]);
      return answerOf(await once.send(request, signal));
    } catch (fault) {
      return err(
        notReached(
          timeout.signal.aborted ? `no answer in ${config.requestTimeoutMs} ms` : quoted(reasonOf(fault)),
        ),
      );
    } finally {
      endTimeout();
    }
  }

  function answerOf({ status, headers, text }: OneAnswer): Result<unknown, RestFailure> {
    const body = text === undefined ? undefined : dialect.parse(text);
    if (status === 200 && body !== undefined && dialect.isDone?.(body) !== false) return ok(body);
    const { isOfItsKind, ofKey, ...failure } = dialect.failureOf(status, body);
    if (failure.meaning !== 'limit') return err({ ...failure, why: whyOf(status, { ...failure, ofKey }) });
    const seconds = Number(headers['retry-after'] ?? NaN);
    const wait =
      Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : (dialect.limitMs ?? usualLimitMs);
    const until = clock.now() + Math.min(wait, longestLimitMs);
    const why = { code: status === banned ? 'ADDRESS_BANNED' : 'VENUE_LIMIT', until } as const;
    const overAt: RestFailure = { ...failure, until, why };
    if (isOfItsKind !== true) limited = overAt;
    return err(overAt);
  }

  async function followClock(): Promise<Result<number, RestFailure>> {
    const sent = clock.monotonic();
    const told = await dialect.askTime(exchange);
    if (told.ok) offset = told.value - (sent + clock.monotonic()) / 2;
    return told;
  }

  /** Our clock stands still while this computer sleeps: the venue's is asked for anew. `signedBy`: the offset of before. */
  async function wasLate({ meaning, why }: RestFailure, signedBy: number | undefined): Promise<boolean> {
    if (dialect.takesLateForKey !== true || meaning !== 'key' || why.code !== 'KEY_NOT_ACCEPTED')
      return false;
    const told = await followClock();
    if (!told.ok || signedBy === undefined || offset === undefined) return false;
    return Math.abs(offset - signedBy) > clockOffMs;
  }

  return {
    time,
    followClock,
    async send(method, path, parameters) {
      const signedBy = offset;
      const answer = await exchange(dialect.signed({ method, path, parameters }, time()));
      if (answer.ok || closing.signal.aborted) return answer;
      if (answer.error.meaning === 'clock') await followClock();
      else if (await wasLate(answer.error, signedBy))
        return err({ ...answer.error, meaning: 'clock', why: { code: 'CLOCK_OFF' } });
      return answer;
    },
    close() {
      closing.abort();
      once.close();
    },
  };
}

type Refused = Pick<RestFailure, 'meaning' | 'venueCode' | 'said'> & { readonly ofKey?: OfKey | undefined };

/** Of an answer that is no limit. */
function whyOf(
  status: number,
  { meaning, venueCode, said, ofKey = 'KEY_NOT_ACCEPTED' }: Refused,
): Unanswered {
  if (meaning === 'clock') return { code: 'CLOCK_OFF' };
  if (meaning === 'key') return ofKey === 'KEY_MAY_NOT' ? { code: ofKey, said } : { code: ofKey };
  // A venue may refuse with 200 as well, and says so.
  if (status < 400 && venueCode === '') return { code: 'ANSWER_NOT_UNDERSTOOD', said };
  if (status >= 500) return { code: 'VENUE_NOT_WORKING', status };
  // A page of HTML is of something that stands before the venue.
  if (venueCode === '') return { code: 'ANSWER_NOT_OF_VENUE', status };
  return { code: 'VENUE_REFUSED', said };
}
