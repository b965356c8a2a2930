import { heldBy, legsOf, wholeHolding, type WholeHolding } from '#src/application/orders/held-legs.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { GainsFold, gainOf, type Disposal } from '#src/domain/gains.ts';
import type { Moment } from '#src/domain/lot-effect.ts';
import { idOfOrigin, keyOfSale, type LotChoice, type NamedLotProblem } from '#src/domain/named-lots.ts';
import type { TaxLot } from '#src/domain/tax-lot.ts';
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
  ReadSale,
  ReadYearOfGains,
} from '#src/ports/history-reader.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** What a `HistoryReader` answers, of a record that does not change meanwhile. */
export async function readGains(
  read: Repositories,
  question: GainsQuestion,
  signal: AbortSignal,
): Promise<ReadGains> {
  const { accountIds, from, to, zone, skip, most } = question;
  const later = question.later === true ? new Map<number, GainTally>() : undefined;
  const imports = await read.imports.list();
  const isWhole = imports.every(
    ({ accountId, state }) => !accountIds.includes(accountId) || state === 'done' || state === 'undone',
  );
  const dayOf = createCalendar(zone);
  const tally = new GainTally(dayOf);
  const choices = await choicesOf(read, question);
  const lapsed = new Set<string>();
  let sale: ReadSale | undefined;
  const disposals: ReadDisposal[] = [];
  let total = 0;
  for (const accountId of isWhole ? accountIds : []) {
    for await (const { disposed, found, refused } of disposalsOf(read, accountId, question, choices)) {
      sale ??= found && saleIn(found, zone);
      for (const id of refused) lapsed.add(id);
      for (const disposal of disposed) {
        if (disposal.closed.time < from) continue;
        if (disposal.closed.time >= to) {
          addLater(accountId, disposal);
          continue;
        }
        const told = tally.add(accountId, disposal);
        if (total >= skip && disposals.length < most) disposals.push(told);
        total += 1;
      }
      await nextTurn();
      signal.throwIfAborted();
    }
  }
  return { isWhole, disposals, total, ...tally.read(), lapsed: lapsed.size, sale, later: laterYears() };

  function addLater(accountId: AccountId, disposal: Disposal): void {
    const year = Number(dayOf(disposal.closed.time).slice(0, 'yyyy'.length));
    const own = later?.get(year) ?? new GainTally(dayOf);
    own.add(accountId, disposal);
    later?.set(year, own);
  }

  function laterYears(): readonly ReadYearOfGains[] | undefined {
    const inOrder = later && [...later].toSorted(([one], [other]) => one - other);
    return inOrder?.map(([year, own]) => ({ year, sums: own.read().sums, unknown: own.read().unknown }));
  }
}

type Choices = ReadonlyMap<string, LotChoice>;

/** Those that are recorded, with the one that is tried in the place of its own. */
async function choicesOf(
  { lotChoices }: Pick<Repositories, 'lotChoices'>,
  { tried }: GainsQuestion,
): Promise<Choices> {
  const all = new Map<string, LotChoice>((await lotChoices.holding()).map((each) => [keyOfSale(each), each]));
  if (tried !== undefined) {
    const lots = tried.lots.map((lot) => ({ ...lot, quantity: Decimal.from(lot.quantity) }));
    all.set(keyOfSale(tried), { ...tried, lots });
  }
  return all;
}

/** What a sale could take, and took. */
type FoundSale = {
  readonly open: readonly TaxLot[];
  readonly taken: readonly Disposal[];
  readonly problem: NamedLotProblem | undefined;
};

function saleIn({ open, taken, problem }: FoundSale, zone: string): ReadSale {
  const dayOf = createCalendar(zone);
  const own = taken.filter(({ opened, isShort }) => opened !== undefined && !isShort);
  const takenOf = (id: string): Decimal =>
    Decimal.sum(own.filter(({ opened }) => opened && idOf(opened) === id).map(({ quantity }) => quantity));
  const lots = [...Map.groupBy(open, ({ origin }) => idOfOrigin(origin))];
  return {
    problem,
    isNamed: own.some(({ isNamed }) => isNamed),
    quantity: Decimal.sum(own.map(({ quantity }) => quantity)).toString(),
    lots: lots.map(([openedBy, pieces]) => ({
      openedBy,
      openedAt: pieces[0]?.openedAt ?? 0,
      openedDay: dayOf(pieces[0]?.openedAt ?? 0),
      quantity: Decimal.sum(pieces.map(({ quantity }) => quantity)).toString(),
      cost: costOf(pieces),
      taken: takenOf(openedBy).toString(),
    })),
  };
}

/** With the fees of the purchase; undefined where it is not known, or in several currencies. */
function costOf(pieces: readonly TaxLot[]): ReadAmounts | undefined {
  const [first] = pieces;
  if (first?.paid === undefined) return undefined;
  const { currency } = first.paid;
  const own = pieces.flatMap(({ paid }) => (paid?.currency === currency ? [paid] : []));
  return own.length < pieces.length ? undefined : inText({ ...own.reduce(plusAmounts, noAmounts), currency });
}

async function* disposalsOf(
  read: Repositories,
  accountId: AccountId,
  { to, methods, sale, later }: GainsQuestion,
  choices: Choices,
): AsyncIterable<{
  readonly disposed: readonly Disposal[];
  readonly found: FoundSale | undefined;
  /** Sales whose named lots could not be taken. */
  readonly refused: Iterable<string>;
}> {
  const account = await read.accounts.get(accountId);
  const until = later === true ? Infinity : to;
  const foldOf = (whole: WholeHolding): GainsFold => {
    const own = methods.filter((each) => each.accountId === whole.accountId);
    return new GainsFold(
      whole,
      (time): CostMethod => own.findLast(({ from }) => from <= time)?.method ?? whole.method,
      (saleId) => namedIn(choices, { accountId: whole.accountId, held: whole.held, saleId }),
    );
  };
  for (const held of [...(await heldBy(read, accountId))].toSorted()) {
    const whole = await wholeHolding(read, { account, held });
    const fold = foldOf(whole);
    for await (const legs of legsOf(read, whole, foldOf)) {
      let found: FoundSale | undefined;
      const disposed = legs.flatMap((leg) => {
        if (leg.time >= until) return [];
        const isIt = sale?.accountId === accountId && sale.held === held && sale.saleId === leg.id;
        const open = isIt ? fold.open() : [];
        const taken = fold.add(leg);
        if (isIt) found = { open, taken, problem: problemOf(fold, sale.saleId, taken) };
        return taken;
      });
      yield { disposed, found, refused: fold.refused().keys() };
    }
  }
}

function namedIn(choices: Choices, sale: Omit<LotChoice, 'lots'>): LotChoice['lots'] | undefined {
  const lots = choices.get(keyOfSale(sale))?.lots;
  return lots === undefined || lots.length === 0 ? undefined : lots;
}

function problemOf(fold: GainsFold, saleId: string, taken: readonly Disposal[]): NamedLotProblem | undefined {
  const hasSold = taken.some(({ opened, isShort }) => opened !== undefined && !isShort);
  return hasSold ? fold.refused().get(saleId) : 'NO_SALE';
}

class GainTally {
  readonly #dayOf: (time: number) => string;
  readonly #sums = new Map<string, Sum>();
  #unknown = 0;
  #lackingFee = 0;

  constructor(dayOf: (time: number) => string) {
    this.#dayOf = dayOf;
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
  return idOfOrigin(origin);
}

/** There may be no such day: any later one comes behind it all the same. */
function yearAfter(day: string): string {
  const [year = '', ...rest] = day.split('-');
  return [String(Number(year) + 1).padStart(4, '0'), ...rest].join('-');
}

function inText({ currency, value, fees }: Amounts & { readonly currency: string }): ReadAmounts {
  return { currency, value: value.toString(), fees: fees.toString() };
}
