import type { AccountId, FillId, InstrumentId, OrderId } from '#src/domain/ids.ts';
import { pagesOfFills } from '#src/application/pages-of-fills.ts';
import type { ImportedFill } from '#src/domain/imported-fill.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import { recordedFill, type ComparedFill, type LikeFill } from './compared-fills.ts';
import { comparedByOrder, type FillOfOrder } from './compared-orders.ts';
import type { IdentifiedFill } from './import-identity.ts';
import { longest } from './order-executions.ts';

const pageSize = 500;
/** So many are looked at, before a piece and behind it. */
const most = 20_000;
/** What is compared at once lies so near, since what is looked at lies about all of it. */
const together = longest / 4;

type Pair = {
  readonly read: Repositories;
  readonly account: AccountId;
  readonly instrument: InstrumentId;
};

type FileTold = { readonly timeGrain: number; readonly wholeOrders?: boolean | undefined };

/**
 * What is recorded of one account and instrument about the time of a file's pieces, which come by time: as long before and behind
 * as an order may be filled. It is read ahead of what the import itself writes.
 */
export class RecordedOrders {
  readonly #pair: Pair;
  readonly #file: FileTold;
  #fills: FillOfOrder[] = [];
  #readTo: number | undefined;
  /** Those that rows were found to be, with their times, in about the order of these. */
  readonly #claimed = new Map<FillId, number>();
  /** Of rows behind the last, by line: those that are executions of an order of which others stood in it. */
  readonly #ahead = new Map<ImportedFill['line'], LikeFill>();
  readonly #brokerOrderIds = new Map<OrderId, string | undefined>();

  constructor(pair: Pair, file: FileTold) {
    this.#pair = pair;
    this.#file = file;
  }

  /** `claimed`: what rows of the last minutes were found to be. Added to. */
  async compare(
    compared: readonly ComparedFill[],
    next: readonly IdentifiedFill[],
    claimed: Map<FillId, number>,
  ): Promise<readonly ComparedFill[]> {
    this.#forget((compared[0]?.imported.time ?? 0) - longest);
    for (const [id, time] of claimed) this.#claimed.set(id, time);
    const told: ComparedFill[] = [];
    for (let [first] = compared; first !== undefined; first = compared[told.length]) {
      const end = first.imported.time + together;
      const rest = compared.slice(told.length);
      const behind = rest.findIndex(({ imported }) => imported.time > end);
      const near = behind < 0 ? rest : rest.slice(0, behind);
      const others = [...rest.slice(near.length).filter(({ known }) => known === undefined), ...next];
      told.push(...(await this.#compareNear(near, others, claimed)));
    }
    return told;
  }

  /** Rows of about one time. */
  async #compareNear(
    compared: readonly ComparedFill[],
    next: readonly IdentifiedFill[],
    claimed: Map<FillId, number>,
  ): Promise<readonly ComparedFill[]> {
    const [first, last] = [compared[0]?.imported, compared.at(-1)?.imported];
    // Nothing is written of what is there already, so that what lies about it need not be read before.
    if (first === undefined || last === undefined || compared.every(({ known }) => known === 'same'))
      return compared;
    await this.#read(first.time, last.time);
    const seen = compared.map((row) => asAlike(row, this.#ahead.get(row.imported.line)));
    const following = next.map(({ imported }) => imported).filter(({ line }) => !this.#ahead.has(line));
    const { found, taken } = comparedByOrder(seen, {
      around: this.#fills.filter(({ id }) => !this.#claimed.has(id)),
      next: following,
      grain: this.#file.timeGrain,
      wholeOrders: this.#file.wholeOrders ?? false,
    });
    for (const { id, time } of taken) {
      claimed.set(id, time);
      this.#claimed.set(id, time);
    }
    for (const { imported } of compared) this.#ahead.delete(imported.line);
    for (const row of following) {
      const as = found.get(row);
      if (as !== undefined) this.#ahead.set(row.line, as);
    }
    return seen.map((row) => asAlike(row, found.get(row.imported)));
  }

  /** What lies about the times from one to another; of more than are looked at, the rest is read with a later piece. */
  async #read(first: number, last: number): Promise<void> {
    const { read, account, instrument } = this.#pair;
    const [start, to] = [first - longest, last + longest];
    const from = Math.max(start, this.#readTo ?? start);
    this.#fills = this.#fills.filter(({ time }) => time >= start);
    this.#readTo = Math.max(to, from);
    if (to <= from || (this.#fills.length >= most && from > last)) {
      this.#readTo = from;
      return;
    }
    const filter = { accountIds: [account], instrumentId: instrument, from, to };
    for await (const page of pagesOfFills(read.trades, filter, pageSize)) {
      const fills: FillOfOrder[] = [];
      for (const fill of page) {
        const brokerOrderId = await this.#brokerOrderIdOf(fill.orderId);
        fills.push({ ...recordedFill(fill), brokerOrderId });
      }
      this.#fills = [...this.#fills, ...fills].slice(-most);
      const end = page.at(-1)?.time ?? 0;
      if (this.#fills.length < most || end <= last) continue;
      this.#fills = this.#fills.filter(({ time }) => time < end);
      this.#readTo = end;
      return;
    }
  }

  async #brokerOrderIdOf(order: OrderId | undefined): Promise<string | undefined> {
    if (order === undefined) return undefined;
    if (!this.#brokerOrderIds.has(order)) {
      if (this.#brokerOrderIds.size >= most) this.#brokerOrderIds.clear();
      this.#brokerOrderIds.set(order, (await this.#pair.read.orders.find(order))?.brokerOrderId);
    }
    return this.#brokerOrderIds.get(order);
  }

  #forget(before: number): void {
    for (const [id, time] of this.#claimed) {
      if (time >= before && this.#claimed.size <= most) return;
      this.#claimed.delete(id);
    }
  }
}

function asAlike(row: ComparedFill, as: LikeFill | undefined): ComparedFill {
  return row.known !== undefined || as === undefined ? row : { ...row, known: 'alike', as };
}
