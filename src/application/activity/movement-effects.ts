import { baseOf, legsOf, wholeHolding, type Touched } from '#src/application/orders/held-legs.ts';
import { assetKey, type Asset } from '#src/domain/balance-movements.ts';
import { Decimal } from '#src/domain/decimal.ts';
import { heldCoin } from '#src/domain/held.ts';
import { heldId, type AccountId } from '#src/domain/ids.ts';
import type { LedgerEntry } from '#src/domain/ledger.ts';
import { amountIn } from '#src/domain/money.ts';
import { PositionFold } from '#src/domain/position-fold.ts';
import type { Repositories } from '#src/ports/record-store.ts';

/** What an account has of an asset now, and will have. */
export type Effect = {
  readonly accountId: AccountId;
  readonly asset: Asset;
  readonly before: Decimal;
  readonly after: Decimal;
};

type Had = Omit<Effect, 'after'>;

/** Of all that the entries change. */
export async function beforeThem(
  read: Repositories,
  entries: readonly LedgerEntry[],
): Promise<readonly Had[]> {
  const had = new Map<string, Had>();
  for (const { accountId, cash, instrumentId, quantity, ratio, type } of entries) {
    const changed: Asset[] = [];
    if (cash !== undefined) changed.push({ kind: 'currency', currency: cash.currency });
    const isSplit = ratio !== undefined && type === 'split';
    if (instrumentId !== undefined && (quantity !== undefined || isSplit))
      changed.push({ kind: 'instrument', instrumentId });
    for (const asset of changed) {
      const key = `${accountId} ${assetKey(asset)}`;
      if (had.has(key)) continue;
      had.set(key, { accountId, asset, before: await heldNow(read, accountId, asset) });
    }
  }
  return [...had.values()];
}

/** What there is with them, which `read` has already. */
export async function effectsOf(
  read: Repositories,
  had: readonly Had[],
  { old, fresh }: { readonly old: readonly LedgerEntry[]; readonly fresh: readonly LedgerEntry[] },
): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const each of had) {
    const { accountId, asset, before } = each;
    if (asset.kind === 'instrument') {
      const held = heldId(asset.instrumentId);
      effects.push({ ...each, after: await foldedQuantity(read, { accountId, held }) });
      continue;
    }
    const movedBy = (entries: readonly LedgerEntry[]): Decimal =>
      Decimal.sum(
        entries.flatMap(({ accountId: of, cash }) =>
          of === accountId && cash?.currency === asset.currency ? [cash.amount] : [],
        ),
      );
    effects.push({ ...each, after: before.plus(movedBy(fresh)).minus(movedBy(old)) });
  }
  return effects;
}

async function heldNow(read: Repositories, accountId: AccountId, asset: Asset): Promise<Decimal> {
  const coin =
    asset.kind === 'instrument'
      ? heldId(asset.instrumentId)
      : heldCoin(asset.currency, await baseOf(read, accountId));
  if (coin === undefined && asset.kind === 'currency')
    return amountIn(await read.ledger.cash(accountId), asset.currency);
  const open = await read.positions.active([accountId]);
  return open.find(({ held }) => held === coin)?.quantity ?? Decimal.zero;
}

/** Right before `moment`. A split changes what is traded after it too: no sum says how much there is. */
export async function foldedQuantity(
  read: Repositories,
  { accountId, held }: Touched,
  moment = Infinity,
): Promise<Decimal> {
  const whole = await wholeHolding(read, { account: await read.accounts.get(accountId), held });
  const fold = new PositionFold(whole);
  const quantity = () => fold.open()?.quantity ?? Decimal.zero;
  for await (const legs of legsOf(read, whole))
    for (const leg of legs) {
      if (leg.time >= moment) return quantity();
      fold.add(leg);
    }
  return quantity();
}
