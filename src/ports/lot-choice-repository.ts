import type { RecordedChoice } from '#src/domain/named-lots.ts';

/** Which lots sales took, as the trader said. Only ever added to: the last of a sale holds. */
export interface LotChoiceRepository {
  append(choice: RecordedChoice): Promise<void>;
  /** Those that hold. */
  holding(): Promise<readonly RecordedChoice[]>;
}
