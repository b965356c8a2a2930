import type { AsyncEntry } from '@napi-rs/keyring';
import { reasonOf } from '#src/domain/fault.ts';
import type { CredentialId } from '#src/domain/ids.ts';
import { err, ok, type Result } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import type { KeychainFailed, SecretStore } from '#src/ports/secret-store.ts';

/**
 * The system's own: Keychain on macOS, Credential Manager on Windows, the Secret Service on Linux. `service` names the
 * program there. On Linux the library would fall back in silence to the kernel's keyring, which forgets everything when the
 * machine is started anew. It waits without a limit, and holds the thread that asks.
 */
export function createSystemKeychain(service: string): SecretStore {
  async function inEntry<Value>(
    id: CredentialId,
    work: (entry: AsyncEntry) => Promise<Value>,
  ): Promise<Result<Value, KeychainFailed>> {
    try {
      // A native library: most starts use no key.
      const { AsyncEntry: Entry } = await import('@napi-rs/keyring');
      const entry = new Entry(service, id, { linux: { store: 'secret-service' } });
      return ok(await work(entry));
    } catch (fault) {
      return err({ code: 'KEYCHAIN_FAILED', said: reasonOf(fault) });
    }
  }

  return {
    async put(id, secret) {
      const kept = await inEntry(id, (entry) => entry.setPassword(secret.reveal()));
      return kept.ok ? ok(undefined) : kept;
    },
    async find(id) {
      const found = await inEntry(id, (entry) => entry.getPassword());
      if (!found.ok) return found;
      return ok(found.value === null ? undefined : new Secret(found.value));
    },
    async remove(id) {
      const removed = await inEntry(id, (entry) => entry.deleteCredential());
      return removed.ok ? ok(undefined) : removed;
    },
  };
}
