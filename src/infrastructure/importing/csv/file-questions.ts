import { createHash } from 'node:crypto';
import type { FileQuestion } from '#src/ports/import-files.ts';
import type { RowQuestion } from './csv-row.ts';

/** More are no questions: the column that they are about is not what it was taken for. */
const most = 50;

/** Of an answer. */
const longestId = 60;

/** By which it is answered what rows with that value are; capitals do not count. */
export function valueId(about: 'status' | 'level', value: string): string {
  const upper = value.toUpperCase();
  const id = `${about} ${upper}`;
  return id.length <= longestId
    ? id
    : `${about} ${createHash('sha256').update(upper).digest('hex').slice(0, 32)}`;
}

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

  /** Of the file as a whole. */
  addWhole(question: FileQuestion): void {
    this.#asked.set(question.id, question);
  }

  open(): readonly FileQuestion[] {
    return [...this.#asked.values()];
  }
}
