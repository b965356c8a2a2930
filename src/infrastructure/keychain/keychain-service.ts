import type { CredentialId } from '#src/domain/ids.ts';
import { ok, type Result } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import type { Work } from '#src/infrastructure/threads/service.ts';
import type { SecretNotReached } from '#src/ports/secret-store.ts';
import { createSystemKeychain } from './system-keychain.ts';

/** An entry of the keychain. `service` names the program there. */
export type Entry = { readonly service: string; readonly id: CredentialId };

/** What a process does that asks the keychain. Processes exchange plain data only. */
export type KeychainService = {
  put(
    input: Entry & { readonly secret: string },
    work: Work<never>,
  ): Promise<Result<undefined, SecretNotReached>>;
  find(input: Entry, work: Work<never>): Promise<Result<string | undefined, SecretNotReached>>;
  remove(input: Entry, work: Work<never>): Promise<Result<undefined, SecretNotReached>>;
};

export const keychainService: KeychainService = {
  put: ({ service, id, secret }) => createSystemKeychain(service).put(id, new Secret(secret)),
  async find({ service, id }) {
    const found = await createSystemKeychain(service).find(id);
    return found.ok ? ok(found.value?.reveal()) : found;
  },
  remove: ({ service, id }) => createSystemKeychain(service).remove(id),
};
