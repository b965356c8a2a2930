import { err, ok, type Result } from '#src/domain/result.ts';
import { parseShallowJson } from '#src/domain/shallow-json.ts';
import type { Clock } from '#src/ports/clock.ts';
import { boundedText, fetchFault, retryAfter } from '#src/infrastructure/venues/answer.ts';
import type { BinanceConfig } from './binance-config.ts';

type RestFailure =
  /** Not sent, or refused: nothing may be sent before `retryAfterMs` have passed. */
  | { readonly code: 'RATE_LIMITED'; readonly retryAfterMs: number; readonly reason: string }
  | { readonly code: 'UNREACHABLE'; readonly reason: string }
  | { readonly code: 'REFUSED'; readonly reason: string };

export type RestClient = {
  /** The parsed JSON of a public GET that costs so much of the venue's weight. */
  get(
    path: string,
    weight: number,
    query?: Readonly<Record<string, string>>,
  ): Promise<Result<unknown, RestFailure>>;
  /** Ends what is under way. */
  close(): void;
};

const minuteMs = 60_000;

/** Public REST calls that obey the venue's limits: 429 and 418 with Retry-After, and the weight used so far. */
export function createRestClient(config: BinanceConfig, clock: Clock): RestClient {
  const closing = new AbortController();
  let blockedUntil = -Infinity;
  /** In the venue's minute, as it said last, with what has been asked since. */
  let used = 0;
  let usedAt = -Infinity;

  function block(milliseconds: number): void {
    blockedUntil = Math.max(blockedUntil, clock.monotonic() + milliseconds);
  }

  /** Milliseconds: the venue's minute ends at a time of its own clock, so that a whole one is the safe wait. */
  function waitFor(weight: number): number {
    const now = clock.monotonic();
    const isSpent = now < usedAt + minuteMs && used + weight > config.weightPerMinute;
    return Math.max(blockedUntil, isSpent ? usedAt + minuteMs : -Infinity) - now;
  }

  function spend(weight: number): void {
    const now = clock.monotonic();
    if (now >= usedAt + minuteMs) {
      used = 0;
      usedAt = now;
    }
    used += weight;
  }

  async function get(path: string, weight: number, query = {}): Promise<Result<unknown, RestFailure>> {
    const wait = waitFor(weight);
    if (wait > 0) return err(rateLimited(wait));
    spend(weight);
    const timeout = new AbortController();
    const endTimeout = clock.after(config.requestTimeoutMs, () => timeout.abort());
    try {
      const url = `${config.restUrl}${path}?${new URLSearchParams(query)}`;
      const signal = AbortSignal.any([timeout.signal, closing.signal]);
      const response = await fetch(url, { signal, redirect: 'error' });
      const text = await boundedText(response, config.largestAnswer);
      noteWeight(response);
      if (response.status === 429 || response.status === 418) {
        const retryAfterMs = retryAfter(response) ?? minuteMs;
        block(retryAfterMs);
        return err(rateLimited(retryAfterMs));
      }
      if (text === undefined)
        return err({
          code: 'REFUSED',
          reason: `Binance's answer is longer than ${config.largestAnswer / 2 ** 20} MiB`,
        });
      if (!response.ok)
        return err({ code: 'REFUSED', reason: `Binance answered ${response.status}: ${text.slice(0, 200)}` });
      return parsed(text);
    } catch (error) {
      const reason = timeout.signal.aborted
        ? `no answer in ${config.requestTimeoutMs} ms`
        : fetchFault(error);
      return err({ code: 'UNREACHABLE', reason: `${config.restUrl} cannot be reached: ${reason}` });
    } finally {
      endTimeout();
    }
  }

  /** Other programs of this address use the same weight. */
  function noteWeight(response: Response): void {
    const told = Number(response.headers.get('x-mbx-used-weight-1m') ?? NaN);
    if (!Number.isFinite(told)) return;
    used = told;
    usedAt = clock.monotonic();
  }

  return { get, close: () => closing.abort() };
}

function rateLimited(milliseconds: number): RestFailure {
  const seconds = Math.ceil(milliseconds / 1000);
  return {
    code: 'RATE_LIMITED',
    retryAfterMs: milliseconds,
    reason: `Binance's request limit is used up for another ${seconds} s`,
  };
}

function parsed(text: string): Result<unknown, RestFailure> {
  try {
    return ok(parseShallowJson(text));
  } catch {
    return err({ code: 'REFUSED', reason: `Binance's answer is no JSON: ${text.slice(0, 80)}` });
  }
}
