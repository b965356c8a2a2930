import type { Currency } from '#src/domain/ids.ts';
import type { ReferenceRate } from '#src/domain/reference-rate.ts';

export type FiledRate = ReferenceRate & { readonly file: string };

/** Published rates of days, as files of the record brought them. What no such file brought is no rate. */
export interface ReferenceRateRepository {
  /** Those that are there already are left as they are. How many were new. */
  add(file: string, rates: readonly ReferenceRate[]): Promise<number>;
  /** In which the currency stands on either side, of both days and those between, with the files that brought them. */
  of(currency: Currency, from: number, to: number): Promise<readonly FiledRate[]>;
  /** One pair, in the way in which it is kept. */
  find(rate: Pick<ReferenceRate, 'of' | 'into' | 'day'>): Promise<FiledRate | undefined>;
  knows(currency: Currency): Promise<boolean>;
  /** Those that a file brought, and those of files that are not listed: they were broken off. */
  removeAllBut(files: readonly string[]): Promise<void>;
}
