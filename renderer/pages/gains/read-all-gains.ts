import { mostGains, type DisposalInfo } from '#src/contract/gains.ts';
import type { CallInput } from '#src/contract/contract.ts';
import { ok, type Result } from '#src/domain/result.ts';
import type { Client } from '#src/transport/connect.ts';
import type { Failure } from '#renderer/core/failure.ts';

/** All that was sold in a year: as many at once as one answer may hold, and from the first again where more came meanwhile. */
export async function readAllGains(
  client: Pick<Client, 'call'>,
  asked: CallInput<'portfolio.gains'>,
): Promise<Result<readonly DisposalInfo[], Failure>> {
  let rows: DisposalInfo[] = [];
  let expected: number | undefined;
  for (;;) {
    const answer = await client.call('portfolio.gains', { ...asked, skip: rows.length, most: mostGains });
    if (!answer.ok) return answer;
    const { disposals, total } = answer.value;
    rows = expected === undefined || total === expected ? [...rows, ...disposals] : [];
    expected = rows.length === 0 ? undefined : total;
    if (rows.length >= total) return ok(rows);
  }
}
