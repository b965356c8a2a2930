/** The entries of what came and went without a price: what had been gained by then, and what was adjusted. */
import { heldBy, legsOf, wholeHolding } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { Decimal } from '#src/domain/decimal.ts';
import type { CostMoved } from '#src/domain/capital-moved.ts';
import type { HeldMovement, Outside } from '#src/domain/held.ts';
import type { AccountId, Currency, HeldId } from '#src/domain/ids.ts';
import { sumPaidIn, worthOfFlow, type PaidIn } from '#src/domain/paid-in.ts';
import { TripChanges, type TripChange } from '#src/domain/trip-changes.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { rateOfWorth, type Told } from './entry-sum.ts';

type Asked = { readonly base: Currency; readonly figure: string };
type Moved = {
  readonly held: HeldId;
  readonly leg: HeldMovement;
  readonly changes: readonly TripChange[];
};

/** Coins that were paid in, or out: what each was worth then less what it had cost. */
export async function* gainEntries(
  read: Repositories,
  account: AccountId,
  { base, figure }: Asked,
): AsyncIterable<readonly Told[]> {
  const isIn = figure === 'gainBroughtIn';
  for await (const { held, leg, changes } of outsideLegs(read, account, 'capital')) {
    if (leg.quantity.isPositive() !== isIn) continue;
    const cost = sumOf(changes, isIn ? 'broughtIn' : 'takenOut');
    const flow = await read.rates.flow(leg.id, base);
    const worth = flow && worthOfFlow(flow)?.abs();
    const gain = worth === undefined || cost.unrated > 0 ? undefined : worth.minus(cost.known);
    yield [{ ...told(leg, held), rate: flow?.rate, worth: gain }];
  }
}

/** What was adjusted in kind: it came, or went, at its cost. */
export async function* adjustedEntries(
  read: Repositories,
  account: AccountId,
  { base }: Pick<Asked, 'base'>,
): AsyncIterable<readonly Told[]> {
  for await (const { leg, changes } of outsideLegs(read, account, 'adjusted')) {
    const moved = sumOf(changes, 'adjusted');
    if (moved.unrated === 0 && moved.known.isZero()) continue;
    const [unit = base] = changes.map(({ currency }) => currency);
    const amount = Decimal.sum(changes.map(({ cost }) => cost));
    const known = unit === base ? undefined : await read.rates.of(leg.id, unit, base);
    const worth = moved.unrated > 0 ? undefined : moved.known;
    const rate = known && rateOfWorth(known, amount, worth);
    yield [{ ...told(leg, unit), amount, rate, worth }];
  }
}

function told({ id, accountId, time, quantity }: HeldMovement, unit: string) {
  const of = { origin: { entryId: id }, accountId, time, unit, amount: quantity.abs() };
  return { ...of, isInBase: true as const };
}

function sumOf(changes: readonly TripChange[], part: keyof CostMoved): PaidIn {
  return sumPaidIn(changes.flatMap(({ capital }) => capital?.[part] ?? []));
}

/** By the fold that makes the round trips. */
async function* outsideLegs(
  read: Repositories,
  accountId: AccountId,
  outside: Outside,
): AsyncIterable<Moved> {
  const account = await read.accounts.get(accountId);
  for (const held of [...(await heldBy(read, accountId))].toSorted()) {
    const whole = await wholeHolding(read, { account, held });
    const all = new TripChanges(whole);
    for await (const legs of legsOf(read, whole)) {
      for (const leg of legs) {
        const changes = all.add(leg);
        if (leg.source === 'ledger' && leg.outside === outside) yield { held, leg, changes };
      }
      await nextTurn();
    }
  }
}
