import { keptApart } from '#src/application/accounts/account-rules.ts';
import type { Account, WorkspaceKind } from '#src/domain/account.ts';
import { mostWorking } from '#src/domain/order.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { IntegrityError } from '#src/ports/store-errors.ts';

type Read = Pick<Repositories, 'accounts' | 'orders'>;

/** Throws for a record that no program of ours made so, and that is not opened as it is. */
export async function assertOpenable(read: Read, kind: WorkspaceKind): Promise<void> {
  for (const account of await read.accounts.list()) assertKept(kind, account);
  await assertFollowed(read);
}

/** Its sums would mix what must never be mixed. */
function assertKept(kind: WorkspaceKind, account: Account): void {
  if (keptApart(kind, account) === undefined) return;
  throw new IntegrityError(
    `it holds the account “${account.name}”, which mixes real money with paper trading: the two are never kept together`,
    { code: 'REAL_AND_PLAY_MIXED', account: account.name },
  );
}

/** Each of them is looked at with every price. */
async function assertFollowed({ orders }: Read): Promise<void> {
  const working = await orders.countWorking();
  if (working <= mostWorking) return;
  throw new IntegrityError(`it holds ${working} working orders, and at most ${mostWorking} are followed`, {
    code: 'TOO_MANY_WORKING',
    orders: working,
    most: mostWorking,
  });
}
