import type { InText } from '#src/domain/in-text.ts';
import type { KeyProblem } from '#src/domain/key-problem.ts';
import type { KeyedMarket, KeyPermissions, VenueBalance } from '#src/domain/venue-key.ts';
import type { Result } from '#src/domain/result.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';

/** Whose account a thread reads. Threads exchange plain data only: a class instance would arrive without its private fields. */
export type AccountChoice = KeyedMarket & {
  readonly settings: unknown;
  readonly key: {
    readonly key: string;
    readonly secret: string;
    readonly passphrase: string | undefined;
  };
};

/** What such a thread does, which is given the AccountChoice. */
export type AccountThread = {
  permissions(input: undefined, work: Work<never>): Promise<Result<KeyPermissions, KeyProblem>>;
  balances(input: undefined, work: Work<never>): Promise<Result<readonly InText<VenueBalance>[], KeyProblem>>;
};
