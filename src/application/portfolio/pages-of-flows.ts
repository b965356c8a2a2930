import { nextTurn } from '#src/application/next-turn.ts';
import type { AccountId, Currency } from '#src/domain/ids.ts';
import type { Flow } from '#src/domain/paid-in.ts';
import type { MovementRateRepository } from '#src/ports/movement-rate-repository.ts';

const limit = 1_000;

/** All flows of an account in other currencies than `into`, with a turn for what else waits between two pages. */
export async function* pagesOfFlows(
  rates: Pick<MovementRateRepository, 'flows'>,
  account: AccountId,
  into: Currency,
): AsyncIterable<readonly Flow[]> {
  let after: string | undefined;
  do {
    if (after !== undefined) await nextTurn();
    const page = await rates.flows(account, into, { limit, after });
    yield page.rows;
    after = page.next;
  } while (after !== undefined);
}
