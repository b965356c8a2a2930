import { venues } from '#src/composition/venues.ts';
import { createSystemClock } from '#src/infrastructure/system/system-clock.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import type { AccountChoice } from '#src/infrastructure/venues/account/account-thread.ts';
import { hostAccount } from '#src/infrastructure/venues/account/host-account.ts';

/** The entry of a thread that reads an account at its venue. */

await serveWorker((choice: AccountChoice) => hostAccount(venues, choice, createSystemClock()));
