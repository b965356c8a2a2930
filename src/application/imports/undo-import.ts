import { heldCoin, heldIn } from '#src/domain/held.ts';
import type { Currency, HeldId, ImportId } from '#src/domain/ids.ts';
import { cashOfFill } from '#src/domain/fill-cash.ts';
import { heldByFill } from '#src/domain/payment.ts';
import { movedBack } from '#src/domain/ledger.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import type { AlreadyUndone, Undone } from '#src/ports/import-files.ts';
import type { Clock } from '#src/ports/clock.ts';
import type { ImportRun } from '#src/ports/import-repository.ts';
import type { RecordStore, Repositories } from '#src/ports/record-store.ts';
import { foldUnfolded } from '#src/application/workspaces/fold-unfolded.ts';
import { baseOf, heldBy, linkedWith } from '#src/application/orders/held-legs.ts';

export type UndoImportNeeds = {
  readonly store: RecordStore;
  readonly clock: Pick<Clock, 'now'>;
  /** How many fills are taken back of how many at most: once it has begun, and after every piece. */
  readonly onProgress?: (done: number, total: number) => void;
};

const pieceSize = 1_000;

/**
 * Takes an import back as a whole: its fills, deposits and other movements become void, the balances move back, and
 * the positions are folded anew. Nothing is deleted, and the file may be imported again. One that is broken off goes
 * on where it stopped when it is called again.
 */
export async function undoImport(
  { store, clock, onProgress }: UndoImportNeeds,
  id: ImportId,
): Promise<Result<Undone, AlreadyUndone>> {
  const run = await store.read.imports.get(id);
  if (run.state === 'undone') return err({ code: 'ALREADY_UNDONE' });
  const base = await baseOf(store.read, run.accountId);
  // What was broken off may have left any of the account's positions half folded.
  const touched =
    run.state === 'done' ? await movedBy(store.read, run, base) : await heldBy(store.read, run.accountId);
  // How many one that was broken off has written is not recorded: no more than the account has.
  const ofAccount = { accountIds: [run.accountId] };
  const total = run.state === 'done' ? run.fills : await store.read.trades.count(ofAccount);
  let fills = run.state === 'undoing' ? await store.read.trades.countVoided(id) : 0;
  const linked = await linkedWith(
    store.read,
    touched.map((held) => ({ accountId: run.accountId, held })),
  );
  await store.transact(async (unit) => {
    await unit.imports.update({ ...run, state: 'undoing' });
    // What is linked now is so no more when its entries are void.
    for (const { accountId, held } of linked) await unit.positions.markUnfolded(accountId, held);
  });
  onProgress?.(fills, total);
  for (let voided = await voidPiece(); voided > 0; voided = await voidPiece()) {
    fills += voided;
    onProgress?.(fills, total);
  }
  let entries = run.state === 'undoing' ? await store.read.ledger.countVoided(id) : 0;
  for (let voided = await voidEntries(); voided > 0; voided = await voidEntries()) entries += voided;
  await foldUnfolded({ store, onProgress: () => undefined });
  const undoneAt = clock.now();
  await store.transact(async (unit) => {
    await unit.imports.update({ ...run, state: 'undone', undoneAt });
    await unit.audit.append({
      time: undoneAt,
      actor: wasDone(run) ? 'trader' : 'program',
      action: 'undone',
      subject: `import ${id}`,
      detail: JSON.stringify({ fileName: run.fileName, fills, entries }),
    });
  });
  return ok({ fills, entries });

  function voidEntries(): Promise<number> {
    return store.transact((unit) => unit.ledger.voidImport(id, pieceSize));
  }

  function voidPiece(): Promise<number> {
    return store.transact(async (unit) => {
      const voided = await unit.trades.voidImport(id, pieceSize);
      for (const [instrumentId, own] of Map.groupBy(voided, (fill) => fill.instrumentId)) {
        const instrument = await unit.instruments.get(instrumentId);
        await unit.ledger.moveCash(own.flatMap((fill) => cashOfFill(fill, instrument, base)).map(movedBack));
        for (const held of new Set(own.flatMap((fill) => heldByFill(fill, instrument, base))))
          await unit.positions.markUnfolded(run.accountId, held);
      }
      return voided.length;
    });
  }
}

/** Only the trader takes back what was whole; half an import goes by itself. */
function wasDone({ state, fills, leftOut }: ImportRun): boolean {
  return state === 'done' || fills > 0 || leftOut !== undefined;
}

/** What its entries moved. */
async function movedBy(
  { ledger, instruments }: Repositories,
  { id, accountId }: ImportRun,
  base: Currency,
): Promise<readonly HeldId[]> {
  const coins = (await ledger.coinsOf(accountId, id)).flatMap((coin) => heldCoin(coin, base) ?? []);
  const moved = await Promise.all(
    (await ledger.instrumentsOf(accountId, id)).map((of) => instruments.get(of)),
  );
  return [...coins, ...moved.flatMap((instrument) => heldIn(base, instrument) ?? [])];
}

/** Takes back what was broken off, by a crash for example: half an import is none. */
export async function undoUnfinished(needs: UndoImportNeeds): Promise<void> {
  const runs = await needs.store.read.imports.list();
  for (const { id, state } of runs) {
    if (state === 'writing' || state === 'undoing') await undoImport(needs, id);
  }
}
