import type { FileQuestion } from '#src/ports/import-files.ts';
import type { RowQuestion } from './csv-row.ts';

/** More are no questions: the column that they are about is not what it was taken for. */
const most = 50;

/** What the rows of a file ask, each once. */
export class FileQuestions {
  readonly #asked = new Map<string, FileQuestion>();

  /** Of one row. */
  add(questions: readonly RowQuestion[]): void {
    if (questions.length === 0) return;
    for (const question of new Map(questions.map((each) => [each.id, each])).values()) {
      const known = this.#asked.get(question.id);
      if (known === undefined && this.#asked.size >= most) continue;
      this.#asked.set(question.id, { ...(known ?? question), rows: (known?.rows ?? 0) + 1 });
    }
  }

  open(): readonly FileQuestion[] {
    return [...this.#asked.values()];
  }
}
