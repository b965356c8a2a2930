import { Decimal } from '#src/domain/decimal.ts';
import { nextTurn } from '#src/application/next-turn.ts';
import { fillId, type AccountId } from '#src/domain/ids.ts';
import { inText } from '#src/domain/in-text.ts';
import { isMargined } from '#src/domain/instrument.ts';
import { valueOfFill } from '#src/domain/fill.ts';
import { heldCoin } from '#src/domain/held.ts';
import { proposeTransfers, type ProposedTransfer, type TransferEnd } from '#src/domain/transfer-proposals.ts';
import type { Flow } from '#src/domain/paid-in.ts';
import type { ReadUnratedLeg, ReadUnsettled, UnsettledQuestion } from '#src/ports/unsettled-reader.ts';
import type { UnratedLeg } from '#src/ports/movement-rate-repository.ts';
import type { Repositories } from '#src/ports/record-store.ts';
import type { Counted } from '#src/ports/unsettled-repository.ts';
import { pagesOfFlows } from './pages-of-flows.ts';

/** What a `GroupReader` answers, of a record that does not change meanwhile. */
export async function readUnsettled(
  read: Repositories,
  question: UnsettledQuestion,
  signal: AbortSignal,
): Promise<ReadUnsettled> {
  const { accountIds, base, most } = question;
  const { unsettled, rates } = read;
  const imports = await read.imports.list();
  const isWhole = imports.every(
    ({ accountId, state }) => !accountIds.includes(accountId) || state === 'done' || state === 'undone',
  );
  async function ofAll<Row extends { readonly time: number }>(
    of: (account: AccountId) => Promise<Counted<Row>>,
  ): Promise<Counted<Row>> {
    const found: Counted<Row>[] = [];
    for (const account of isWhole ? accountIds : []) {
      signal.throwIfAborted();
      found.push(await of(account));
      await nextTurn();
    }
    const rows = found.flatMap((each) => each.rows).toSorted((one, other) => one.time - other.time);
    return { rows: rows.slice(0, most), total: found.reduce((sum, { total }) => sum + total, 0) };
  }
  const legs = await ofAll((account) => firstOf(unique(rates.unratedLegs(account)), most));
  return inText({
    isWhole,
    purchases: await ofAll((account) => unsettled.missingPurchases(account, most)),
    flows: await ofAll((account) => firstOf(unrated(pagesOfFlows(rates, account, base)), most)),
    legs: { ...legs, rows: await Promise.all(legs.rows.map((leg) => told(read, leg))) },
    fees: await ofAll(async (account) => {
      const rows = await unsettled.unknownFees(account);
      return { rows, total: rows.length };
    }),
    transfers: isWhole ? await transfersOf(read, question) : { rows: [], total: 0 },
    costs: await ofAll((account) => unsettled.cameUncosted(account, most)),
  });
}

async function* unrated(pages: AsyncIterable<readonly Flow[]>): AsyncIterable<readonly Flow[]> {
  for await (const flows of pages) yield flows.filter(({ rate }) => rate === undefined);
}

/** One rate serves what was traded and what it was paid in: their round trips name it both. */
async function* unique(pieces: AsyncIterable<readonly UnratedLeg[]>): AsyncIterable<readonly UnratedLeg[]> {
  const known = new Set<string>();
  for await (const legs of pieces)
    yield legs.filter(({ movementId, currency, into }) => {
      const key = `${movementId} ${currency} ${into}`;
      return !known.has(key) && known.add(key).size > 0;
    });
}

/** The `most` oldest of all, none of which are kept but these. */
async function firstOf<Row extends { readonly time: number }>(
  pieces: AsyncIterable<readonly Row[]>,
  most: number,
): Promise<Counted<Row>> {
  let rows: readonly Row[] = [];
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    rows = [...rows, ...piece].toSorted((one, other) => one.time - other.time).slice(0, most);
    await nextTurn();
  }
  return { rows, total };
}

/** With what of the fill has no rate. */
async function told({ trades, instruments }: Repositories, leg: UnratedLeg): Promise<ReadUnratedLeg> {
  const fill = await trades.find(leg.accountId, leg.instrumentId, fillId(leg.movementId));
  const instrument = await instruments.get(leg.instrumentId);
  if (fill === undefined)
    throw new RangeError(`fill ${leg.movementId} has gone from the record while it was read`);
  const { side, fee } = fill;
  return instrument.settle === leg.currency && !isMargined(instrument)
    ? { ...leg, side, isFee: false, amount: valueOfFill(fill, instrument) }
    : { ...leg, side, isFee: true, amount: fee?.amount ?? Decimal.zero };
}

/** Of what has lots: of money a transfer changes no figure. */
async function transfersOf(
  { accounts, imports, unsettled }: Repositories,
  { accountIds, base, most, refused }: UnsettledQuestion,
): Promise<Counted<ProposedTransfer>> {
  const unfinished = (await imports.list()).filter(({ state }) => state !== 'done' && state !== 'undone');
  const ends: TransferEnd[] = [];
  for (const { id, mode } of await accounts.list()) {
    if (mode !== 'history' || unfinished.some(({ accountId }) => accountId === id)) continue;
    const own = await unsettled.transferEnds(id);
    ends.push(
      ...own.filter(
        ({ asset }) => asset.kind === 'instrument' || heldCoin(asset.currency, base) !== undefined,
      ),
    );
    await nextTurn();
  }
  const none = new Set(refused.map(({ left, arrived }) => `${left} ${arrived}`));
  const all = proposeTransfers(ends, ({ left, arrived }) => none.has(`${left.id} ${arrived.id}`)).filter(
    ({ left, arrived }) => [left, arrived].some(({ accountId }) => accountIds.includes(accountId)),
  );
  return { rows: all.slice(0, most), total: all.length };
}
