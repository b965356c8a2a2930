import type { CredentialId } from '#src/domain/ids.ts';
import { ok } from '#src/domain/result.ts';
import type { Secret } from '#src/domain/secret.ts';
import type { SecretStore } from '#src/ports/secret-store.ts';

/** In memory: gone when the program ends, on a machine without a keychain. */
export function createSessionKeys(): SecretStore {
  const kept = new Map<CredentialId, Secret>();
  return {
    async put(id, secret) {
      kept.set(id, secret);
      return ok(undefined);
    },
    find: async (id) => ok(kept.get(id)),
    async remove(id) {
      kept.delete(id);
      return ok(undefined);
    },
  };
}
