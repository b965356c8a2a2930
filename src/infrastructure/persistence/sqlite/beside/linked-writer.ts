import { recordPieces } from '#src/infrastructure/persistence/record-pieces.ts';
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
 * Pieces in one unit of work: each unit writes the pages anew that it shares with the last one. Fewer where the program
 * writes too, since its orders wait for them.
 */
const piecesAUnit = { alone: 8, shared: 2 };
/** Units that stay short after the last that was shared: who has traded may trade again. */
const staysShared = 50;

/**
 * Makes pieces ready here and has a thread record them. Their links go on from where the chain is expected to end
 * then; where a fill of the day came between, the thread links them anew and this one looks where the chain ends.
 */
export class LinkedWriter implements ImportWriter {
  readonly #needs: Needs;
  /** For the next unit of work. */
  #ready: LinkedPiece[] = [];
  #underway: readonly { readonly pieces: number; readonly recorded: Promise<void> }[] = [];
  /** Behind the pieces that are ready; undefined when it must be looked up. */
  #end: ChainHead | undefined;
  /** How many of the next units are short. */
  #shortUnits = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async write(piece: ImportPiece): Promise<void> {
    const { store, importId } = this.#needs;
    if (this.#end === undefined) await this.flush();
    while (this.#ahead() >= piecesAhead) await this.#underway[0]?.recorded;
    this.#end ??= store.chainHead('fills');
    const linked = linkPiece(this.#end, piece, importId);
    if (linked === undefined) {
      await this.flush();
      this.#end = undefined;
      await recordPieces(store, importId).write(piece);
      return;
    }
    this.#end = linked.fills.end;
    this.#ready.push(linked);
    if (this.#ready.length >= (this.#shortUnits > 0 ? piecesAUnit.shared : piecesAUnit.alone)) this.#send();
  }

  async flush(): Promise<void> {
    if (this.#ready.length > 0) this.#send();
    await Promise.all(this.#underway.map(({ recorded }) => recorded));
  }

  #ahead(): number {
    return this.#underway.reduce((sum, { pieces }) => sum + pieces, this.#ready.length);
  }

  #send(): void {
    const pieces = this.#ready;
    this.#ready = [];
    const recorded = this.#record(pieces);
    recorded.catch(() => {
      // Whoever writes next waits for all of them, and is told.
      this.#end = undefined;
    });
    this.#underway = [...this.#underway, { pieces: pieces.length, recorded }];
  }

  async #record(pieces: readonly LinkedPiece[]): Promise<void> {
    const { end, isShared } = await this.#needs.thread.record(pieces);
    this.#underway = this.#underway.slice(1);
    this.#shortUnits = isShared ? staysShared : Math.max(0, this.#shortUnits - 1);
    if (end.hash !== pieces.at(-1)?.fills.end.hash) this.#end = undefined;
  }
}
