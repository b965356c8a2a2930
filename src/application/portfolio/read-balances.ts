import { nextTurn } from '#src/application/next-turn.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type {
  MovementsQuestion,
  ReadBalances,
  ReadMovement,
  ReadMovements,
} from '#src/ports/history-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { recordedBalances } from './recorded-balances.ts';
import { recordedMovements, type RecordedMovement } from './recorded-movements.ts';

/** What a `HistoryReader` answers, of a record that does not change meanwhile. */
export async function readBalances(
  read: Repositories,
  account: AccountId,
  signal: AbortSignal,
): Promise<ReadBalances> {
  const imports = (await read.imports.list()).filter(({ accountId }) => accountId === account);
  if (!imports.every(({ state }) => state === 'done' || state === 'undone'))
    return { isWhole: false, recorded: [] };
  const assertions = await read.balanceAssertions.ofAccount(account);
  const recorded = await recordedBalances(read, account, assertions, signal);
  return {
    isWhole: true,
    recorded: [...recorded].map(([id, amount]) => ({ id, amount: amount.toString() })),
  };
}

export async function readMovements(
  read: Repositories,
  { accountId, asset, from, to, most }: MovementsQuestion,
  signal: AbortSignal,
): Promise<ReadMovements> {
  let first: RecordedMovement[] = [];
  let total = 0;
  let sum = Decimal.zero;
  for await (const movements of recordedMovements(read, accountId, [asset], { from, to })) {
    total += movements.length;
    sum = sum.plus(Decimal.sum(movements.map(({ amount }) => amount)));
    first = [...first, ...movements].toSorted((one, other) => one.time - other.time).slice(0, most);
    await nextTurn();
    signal.throwIfAborted();
  }
  return { movements: first.map(asRead), total, sum: sum.toString() };
}

function asRead({ time, amount, source }: RecordedMovement): ReadMovement {
  const common = { time, amount: amount.toString() };
  if (source.kind === 'entry') return { ...common, kind: source.kind, type: source.entry.type };
  const { instrumentId, side, quantity, price } = source.fill;
  return {
    ...common,
    kind: source.kind,
    instrumentId,
    side,
    quantity: quantity.toString(),
    price: price.toString(),
  };
}
