import { heldBy, legsOf, wholeHolding, type WholeHolding } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { GainsFold, gainOf, type Disposal, type Moment } from '#src/domain/gains.ts';
import type { AccountId } from '#src/domain/ids.ts';
import type { CostMethod } from '#src/domain/account.ts';
import { noAmounts, plusAmounts, type Amounts } from '#src/domain/amounts.ts';
import { createCalendar } from '#src/domain/wall-clock.ts';
import type {
  GainsQuestion,
  ReadAmounts,
  ReadDisposal,
  ReadGains,
  ReadGainSum,
} from '#src/ports/history-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** What a `HistoryReader` answers, of a record that does not change meanwhile. */
export async function readGains(
  read: Repositories,
  question: GainsQuestion,
  signal: AbortSignal,
): Promise<ReadGains> {
  const { accountIds, from, to, zone, skip, most } = question;
  const imports = await read.imports.list();
  const isWhole = imports.every(
    ({ accountId, state }) => !accountIds.includes(accountId) || state === 'done' || state === 'undone',
  );
  const tally = new GainTally(zone);
  const disposals: ReadDisposal[] = [];
  let total = 0;
  for (const accountId of isWhole ? accountIds : []) {
    for await (const disposed of disposalsOf(read, accountId, question)) {
      for (const disposal of disposed) {
        if (disposal.closed.time < from || disposal.closed.time >= to) continue;
        const told = tally.add(accountId, disposal);
        if (total >= skip && disposals.length < most) disposals.push(told);
        total += 1;
      }
      await nextTurn();
      signal.throwIfAborted();
    }
  }
  return { isWhole, disposals, total, ...tally.read() };
}

async function* disposalsOf(
  read: Repositories,
  accountId: AccountId,
  { to, methods }: GainsQuestion,
): AsyncIterable<readonly Disposal[]> {
  const account = await read.accounts.get(accountId);
  const foldOf = (whole: WholeHolding): GainsFold => {
    const own = methods.filter((each) => each.accountId === whole.accountId);
    return new GainsFold(
      whole,
      (time): CostMethod => own.findLast(({ from }) => from <= time)?.method ?? whole.method,
    );
  };
  for (const held of [...(await heldBy(read, accountId))].toSorted()) {
    const whole = await wholeHolding(read, { account, held });
    const fold = foldOf(whole);
    for await (const legs of legsOf(read, whole, foldOf)) {
      yield legs.flatMap((leg) => (leg.time < to ? fold.add(leg) : []));
    }
  }
}

class GainTally {
  readonly #dayOf: (time: number) => string;
  readonly #sums = new Map<string, Sum>();
  #unknown = 0;
  #lackingFee = 0;

  constructor(zone: string) {
    this.#dayOf = createCalendar(zone);
  }

  add(accountId: AccountId, disposal: Disposal): ReadDisposal {
    const { opened, closed, cost, proceeds, quantity, lacksFee, ...told } = disposal;
    const openedDay = opened && this.#dayOf(opened.time);
    const closedDay = this.#dayOf(closed.time);
    const isLongTerm = !told.isShort && openedDay !== undefined && closedDay > yearAfter(openedDay);
    const gain = gainOf(disposal);
    if (gain === undefined) this.#unknown += 1;
    else if (cost !== undefined && proceeds !== undefined)
      this.#sumOf(proceeds.currency, isLongTerm).add(cost, proceeds);
    if (lacksFee) this.#lackingFee += 1;
    return {
      ...told,
      accountId,
      quantity: quantity.toString(),
      openedDay,
      closedDay,
      openedAt: opened?.time,
      openedBy: opened && idOf(opened),
      closedBy: idOf(closed),
      closedAt: closed.time,
      cost: cost && inText(cost),
      proceeds: proceeds && inText(proceeds),
      gain: gain?.toString(),
      isLongTerm,
      lacksFee,
    };
  }

  read(): Pick<ReadGains, 'sums' | 'unknown' | 'lackingFee'> {
    const sums = [...this.#sums].toSorted(([one], [other]) => (one < other ? -1 : 1));
    return {
      sums: sums.map(([, sum]) => sum.read()),
      unknown: this.#unknown,
      lackingFee: this.#lackingFee,
    };
  }

  #sumOf(currency: string, isLongTerm: boolean): Sum {
    const key = `${currency} ${String(isLongTerm)}`;
    const sum = this.#sums.get(key) ?? new Sum(currency, isLongTerm);
    this.#sums.set(key, sum);
    return sum;
  }
}

class Sum {
  readonly #currency: string;
  readonly #isLongTerm: boolean;
  #disposals = 0;
  #proceeds = noAmounts;
  #cost = noAmounts;

  constructor(currency: string, isLongTerm: boolean) {
    this.#currency = currency;
    this.#isLongTerm = isLongTerm;
  }

  add(cost: Amounts, proceeds: Amounts): void {
    this.#disposals += 1;
    this.#proceeds = plusAmounts(this.#proceeds, proceeds);
    this.#cost = plusAmounts(this.#cost, cost);
  }

  read(): ReadGainSum {
    const currency = this.#currency;
    const [cost, proceeds] = [this.#cost, this.#proceeds];
    return {
      currency,
      isLongTerm: this.#isLongTerm,
      disposals: this.#disposals,
      proceeds: inText({ ...proceeds, currency }),
      cost: inText({ ...cost, currency }),
      gain: proceeds.value.minus(proceeds.fees).minus(cost.value).minus(cost.fees).toString(),
    };
  }
}

function idOf({ origin }: Moment): string {
  return 'fillId' in origin ? origin.fillId : origin.entryId;
}

/** There may be no such day: any later one comes behind it all the same. */
function yearAfter(day: string): string {
  const [year = '', ...rest] = day.split('-');
  return [String(Number(year) + 1).padStart(4, '0'), ...rest].join('-');
}

function inText({ currency, value, fees }: Amounts & { readonly currency: string }): ReadAmounts {
  return { currency, value: value.toString(), fees: fees.toString() };
}
