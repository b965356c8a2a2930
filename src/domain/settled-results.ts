/** What contracts realise in the coin that settles them, as legs of that coin: it is bought or sold for its worth then. */
import { Decimal } from './decimal.ts';
import type { Leg } from './fill-order.ts';
import type { InstrumentId } from './ids.ts';
import type { PositionFold } from './position-fold.ts';

/** What the legs of a contract realise, one by one, before fees: it depends on those before. */
export class ResultOfLegs {
  readonly #fold: PositionFold;

  constructor(fold: PositionFold) {
    this.#fold = fold;
  }

  /** In the order in which they fold. */
  add(leg: Leg): Decimal {
    const before = this.#fold.open()?.realised ?? Decimal.zero;
    const closed = this.#fold.add(leg).map(({ realised }) => realised);
    const after = this.#fold.open()?.realised ?? Decimal.zero;
    return Decimal.sum([...closed, after]).minus(before);
  }
}

export type SettledContracts = {
  readonly contracts: ReadonlySet<InstrumentId>;
  /** All that changed it, with the lots that linked entries bring. */
  legsOf(contract: InstrumentId): AsyncIterable<readonly Leg[]>;
  foldOf(contract: InstrumentId): Promise<PositionFold>;
};

/**
 * The legs of a coin, those of contracts with what they realised: each contract is folded beside, once and only so far.
 * An entry that realised nothing is no leg of the coin.
 */
export async function* withResults(
  legs: AsyncIterable<readonly Leg[]>,
  settled: SettledContracts,
): AsyncIterable<readonly Leg[]> {
  const readers = new Map<InstrumentId, ResultReader>();
  for await (const piece of legs) {
    const told: Leg[] = [];
    for (const leg of piece) {
      const contract = leg.source === 'ledger' ? leg.settles : leg.instrumentId;
      if (contract === undefined || !settled.contracts.has(contract)) {
        told.push(leg);
        continue;
      }
      const reader =
        readers.get(contract) ?? new ResultReader(settled.legsOf(contract), await settled.foldOf(contract));
      readers.set(contract, reader);
      const result = await reader.of(leg.id);
      if (leg.source !== 'ledger') told.push(result.isZero() ? leg : { ...leg, settled: result });
      else if (!result.isZero()) told.push({ ...leg, quantity: result });
    }
    yield told;
  }
}

class ResultReader {
  readonly #pieces: AsyncIterator<readonly Leg[]>;
  readonly #results: ResultOfLegs;
  /** Of those that were passed: the coin may have them in another order. */
  readonly #passed = new Map<string, Decimal>();

  constructor(legs: AsyncIterable<readonly Leg[]>, fold: PositionFold) {
    this.#pieces = legs[Symbol.asyncIterator]();
    this.#results = new ResultOfLegs(fold);
  }

  async of(id: string): Promise<Decimal> {
    while (!this.#passed.has(id)) {
      const { done, value } = await this.#pieces.next();
      if (done === true) break;
      for (const leg of value) this.#passed.set(leg.id, this.#results.add(leg));
    }
    const result = this.#passed.get(id) ?? Decimal.zero;
    this.#passed.delete(id);
    return result;
  }
}
