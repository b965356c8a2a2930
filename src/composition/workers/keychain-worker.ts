import { leaveWithParent } from '#src/infrastructure/threads/leave-with-parent.ts';
import { serveWorker } from '#src/infrastructure/threads/serve.ts';
import { keychainService } from '#src/infrastructure/keychain/keychain-service.ts';

/** The entry of a process that asks the system's keychain. */

const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
leaveWithParent(new URL(`./parent-watch-worker.${ending}`, import.meta.url));
await serveWorker(() => keychainService);
