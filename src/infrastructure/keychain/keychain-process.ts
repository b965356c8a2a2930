import { err, ok, type Result } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import { openProcess, type StartWorkerProcess } from '#src/infrastructure/threads/open-process.ts';
import type { Input, Output } from '#src/infrastructure/threads/service.ts';
import type { KeychainSilent, SecretStore } from '#src/ports/secret-store.ts';
import type { KeychainService } from './keychain-service.ts';

type Needs = {
  /** Names the program in the keychain. */
  readonly service: string;
  /** The process's module: its source in tests, the built file in the program. */
  readonly workerUrl: URL;
  readonly startWorkerProcess?: StartWorkerProcess | undefined;
  /** Milliseconds. The system may ask whoever sits there for a password first. */
  readonly longest?: number;
};

/**
 * The system's keychain, each time in a process that ends with the answer. It may never answer, and the library waits for it
 * in the thread that asks: here that would be the one that trades, and nothing could end it.
 */
export function createKeychainProcess({
  service,
  workerUrl,
  startWorkerProcess,
  longest = 90_000,
}: Needs): SecretStore & { close(): void } {
  const underWay = new Set<() => void>();

  async function ask<Name extends keyof KeychainService>(
    name: Name,
    input: Input<KeychainService[Name]>,
  ): Promise<Output<KeychainService[Name]> | Result<never, KeychainSilent>> {
    const { ask: askIt, kill } = openProcess<KeychainService>(workerUrl, startWorkerProcess);
    const stop = (): void => void kill();
    underWay.add(stop);
    let isLate = false;
    const limit = setTimeout(() => {
      isLate = true;
      stop();
    }, longest);
    const answer = await askIt(name, input);
    clearTimeout(limit);
    underWay.delete(stop);
    await kill();
    if (answer.ok) return answer.value;
    const said = isLate ? `it has not answered in ${longest / 1000} s` : answer.error.reason;
    return err({ code: 'KEYCHAIN_SILENT', said });
  }

  return {
    put: (id, secret) => ask('put', { service, id, secret: secret.reveal() }),
    async find(id) {
      const found = await ask('find', { service, id });
      if (!found.ok) return found;
      return ok(found.value === undefined ? undefined : new Secret(found.value));
    },
    remove: (id) => ask('remove', { service, id }),
    /** Ends what is under way, which is answered as silent. */
    close() {
      for (const stop of underWay) stop();
    },
  };
}
