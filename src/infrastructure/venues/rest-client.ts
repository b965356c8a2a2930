import type { AskingTrouble } from '#src/domain/feed-reason.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { parseShallowJson } from '#src/domain/shallow-json.ts';
import type { Clock } from '#src/ports/clock.ts';
import { boundedText, fetchFault, retryAfter } from './answer.ts';
import type { NetworkConfig } from './network-config.ts';
import { createWeightBudget, type WeightUse } from './weight-budget.ts';

type RestFailure =
  /** Not sent, or refused: nothing may be sent before `retryAfterMs` have passed. */
  | {
      readonly code: 'RATE_LIMITED';
      readonly retryAfterMs: number;
      readonly reason: string;
      readonly trouble: AskingTrouble;
    }
  | { readonly code: 'UNREACHABLE'; readonly reason: string; readonly trouble: AskingTrouble }
  | { readonly code: 'REFUSED'; readonly reason: string; readonly trouble?: undefined };

/** What a request costs of the venue's weight, and out of which share. */
export type Cost = { readonly weight: number; readonly use: WeightUse };

export type RestClient = {
  /** The parsed JSON of a public GET. */
  get(
    path: string,
    cost: Cost,
    query?: Readonly<Record<string, string>>,
  ): Promise<Result<unknown, RestFailure>>;
  /** The weight that the venue gives an address a minute, as it announces it. */
  limit(perMinute: number): void;
  /** What keeps requests from being asked or answered; undefined while nothing does. */
  trouble(): AskingTrouble | undefined;
  /** Ends what is under way. */
  close(): void;
};

const minuteMs = 60_000;
/** How often a venue that does not answer is asked whether it does again, where nobody else asks. */
const askAgainMs = 15_000;
const ping: Cost = { weight: 1, use: 'question' };

type Needs = {
  /** As traders call the venue. */
  readonly label: string;
  /** A question that costs one, and has an answer while the venue works. */
  readonly pingPath: string;
  /** Reads the text of an answer; throws where it cannot. */
  readonly parse?: (text: string) => unknown;
  readonly config: NetworkConfig;
  readonly clock: Clock;
  /** Told when it begins, is another, and is over. */
  readonly onTrouble: (trouble: AskingTrouble | undefined) => void;
};

/** Public REST calls that obey the venue's limits: 429 and 418 with Retry-After, and the weight used so far. */
export function createRestClient({
  label,
  pingPath,
  parse = parseShallowJson,
  config,
  clock,
  onTrouble,
}: Needs): RestClient {
  const closing = new AbortController();
  const budget = createWeightBudget(clock, config.weightPerMinute);
  let trouble: AskingTrouble | undefined;
  let endTrouble: (() => void) | undefined;
  let isBanned = false;

  function become(next: AskingTrouble | undefined, lookAfter: number, look: () => void): void {
    endTrouble?.();
    endTrouble = next === undefined || closing.signal.aborted ? undefined : clock.after(lookAfter, look);
    if (JSON.stringify(next) === JSON.stringify(trouble)) return;
    trouble = next;
    onTrouble(next);
  }

  function calm(): void {
    isBanned = false;
    become(undefined, 0, calm);
  }

  function limited(milliseconds: number, what: WeightUse): RestFailure {
    // To the second: several that wait for the same moment tell the same.
    const until = Math.ceil((clock.now() + milliseconds) / 1000) * 1000;
    const told: AskingTrouble = isBanned
      ? { code: 'ASKING_BANNED', until }
      : { code: 'ASKING_LIMITED', what, until };
    become(told, milliseconds, calm);
    const seconds = Math.ceil(milliseconds / 1000);
    const reason = `${label}'s request limit is used up for another ${seconds} s`;
    return { code: 'RATE_LIMITED', retryAfterMs: milliseconds, reason, trouble: told };
  }

  function silent(cause: string): RestFailure {
    const told: AskingTrouble = { code: 'ASKING_UNANSWERED', address: config.restUrl, cause };
    // Where it stays so, the answer to this says so again.
    if (!closing.signal.aborted) become(told, askAgainMs, () => void get(pingPath, ping));
    return { code: 'UNREACHABLE', reason: `${config.restUrl} cannot be reached: ${cause}`, trouble: told };
  }

  async function get(path: string, { weight, use }: Cost, query = {}): Promise<Result<unknown, RestFailure>> {
    const wait = budget.wait(weight, use);
    if (wait > 0) return err(limited(wait, use));
    const answered = budget.spend(weight);
    const timeout = new AbortController();
    const endTimeout = clock.after(config.requestTimeoutMs, () => timeout.abort());
    let told: number | undefined;
    try {
      const url = `${config.restUrl}${path}?${new URLSearchParams(query)}`;
      const signal = AbortSignal.any([timeout.signal, closing.signal]);
      const response = await fetch(url, { signal, redirect: 'error' });
      const text = await boundedText(response, config.largestAnswer);
      told = usedWeight(response);
      if (response.status === 429 || response.status === 418) {
        const retryAfterMs = retryAfter(response) ?? minuteMs;
        budget.block(retryAfterMs);
        isBanned = response.status === 418;
        return err(limited(retryAfterMs, 'question'));
      }
      if (trouble?.code === 'ASKING_UNANSWERED') calm();
      if (text === undefined)
        return refused(`${label}'s answer is longer than ${config.largestAnswer / 2 ** 20} MiB`);
      if (!response.ok) return refused(`${label} answered ${response.status}: ${text.slice(0, 200)}`);
      return parsed(text);
    } catch (error) {
      return err(
        silent(timeout.signal.aborted ? `no answer in ${config.requestTimeoutMs} ms` : fetchFault(error)),
      );
    } finally {
      endTimeout();
      answered(told);
    }
  }

  function parsed(text: string): Result<unknown, RestFailure> {
    try {
      return ok(parse(text));
    } catch {
      return refused(`${label}'s answer is no JSON: ${text.slice(0, 80)}`);
    }
  }

  return {
    get,
    limit: (perMinute) => budget.limit(perMinute),
    trouble: () => trouble,
    close() {
      closing.abort();
      endTrouble?.();
    },
  };
}

/** Other programs of this address use the same weight. */
function usedWeight(response: Response): number | undefined {
  const told = Number(response.headers.get('x-mbx-used-weight-1m') ?? NaN);
  return Number.isFinite(told) ? told : undefined;
}

function refused(reason: string): Result<never, RestFailure> {
  return err({ code: 'REFUSED', reason });
}
