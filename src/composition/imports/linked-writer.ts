import { recordPieces } from '#src/application/record-pieces.ts';
import type { ImportId } from '#src/domain/ids.ts';
import type { ChainHead } from '#src/infrastructure/persistence/sqlite/chain/chain.ts';
import { linkPiece, type LinkedPiece } from '#src/infrastructure/persistence/sqlite/chain/linked-piece.ts';
import type { SqliteRecordStore } from '#src/infrastructure/persistence/sqlite/record-store.ts';
import { piecesAhead, type ImportPiece, type ImportWriter } from '#src/ports/import-writer.ts';
import type { RecordThread } from './record-thread.ts';

type Needs = {
  readonly thread: Pick<RecordThread, 'record'>;
  readonly store: SqliteRecordStore;
  readonly importId: ImportId;
};

/**
 * Makes pieces ready here and has a thread record them. Their links go on from where the chain is expected to end
 * then; where a fill of the day came between, the thread links them anew and this one looks where the chain ends.
 */
export class LinkedWriter implements ImportWriter {
  readonly #needs: Needs;
  #underway: readonly Promise<void>[] = [];
  /** Behind the pieces under way; undefined when it must be looked up. */
  #end: ChainHead | undefined;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async write(piece: ImportPiece): Promise<void> {
    const { store, importId } = this.#needs;
    if (this.#end === undefined) await this.flush();
    while (this.#underway.length >= piecesAhead) await this.#underway[0];
    this.#end ??= store.chainHead('fills');
    const linked = linkPiece(this.#end, piece, importId);
    if (linked === undefined) {
      await this.flush();
      this.#end = undefined;
      await recordPieces(store, importId).write(piece);
      return;
    }
    this.#end = linked.fills.end;
    const recorded = this.#record(linked);
    recorded.catch(() => {
      // Whoever writes next waits for all of them, and is told.
      this.#end = undefined;
    });
    this.#underway = [...this.#underway, recorded];
  }

  async flush(): Promise<void> {
    await Promise.all(this.#underway);
  }

  async #record(piece: LinkedPiece): Promise<void> {
    const end = await this.#needs.thread.record(piece);
    this.#underway = this.#underway.slice(1);
    if (end.hash !== piece.fills.end.hash) this.#end = undefined;
  }
}
