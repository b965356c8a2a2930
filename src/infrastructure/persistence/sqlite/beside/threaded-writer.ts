import type { ImportId } from '#src/domain/ids.ts';
import { piecesAhead, type ImportPiece, type ImportWriter } from '#src/ports/import-writer.ts';
import { rowsOf, type PieceRows } from './piece-rows.ts';
import type { RecordThread } from './record-thread.ts';

type Needs = {
  readonly thread: Pick<RecordThread, 'record'>;
  readonly importId: ImportId;
};

/**
 * Pieces in one unit of work: each unit writes the pages anew that it shares with the last one. Fewer where the program
 * writes too, since its orders wait for them.
 */
const piecesAUnit = { alone: 8, shared: 2 };
/** Units that stay short after the last that was shared: who has traded may trade again. */
const staysShared = 50;

/** Makes the rows of pieces here and has a thread record them. */
export class ThreadedWriter implements ImportWriter {
  readonly #needs: Needs;
  /** For the next unit of work. */
  #ready: PieceRows[] = [];
  /** Without those that are recorded. */
  #underway: readonly { readonly pieces: number; readonly recorded: Promise<void> }[] = [];
  #failed = false;
  /** How many of the next units are short. */
  #shortUnits = 0;

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  async write(piece: ImportPiece): Promise<void> {
    if (this.#failed) await this.flush();
    while (this.#ahead() >= piecesAhead) await this.#underway[0]?.recorded;
    this.#ready.push(rowsOf(piece, this.#needs.importId));
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
      this.#failed = true;
    });
    this.#underway = [...this.#underway, { pieces: pieces.length, recorded }];
  }

  async #record(pieces: readonly PieceRows[]): Promise<void> {
    const { isShared } = await this.#needs.thread.record(pieces);
    this.#underway = this.#underway.slice(1);
    this.#shortUnits = isShared ? staysShared : Math.max(0, this.#shortUnits - 1);
  }
}
