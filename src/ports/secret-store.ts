import type { CredentialId } from '#src/domain/ids.ts';
import type { Result } from '#src/domain/result.ts';
import type { Secret } from '#src/domain/secret.ts';
import type { KeyPlace } from '#src/domain/key-place.ts';

/** The system's keychain is not there, is locked, or refused; in the system's words. */
export type KeychainFailed = { readonly code: 'KEYCHAIN_FAILED'; readonly said: string };

/** Keeps secrets: nowhere else is one written down. */
export interface SecretStore {
  /** Replaces the one that is there. */
  put(id: CredentialId, secret: Secret): Promise<Result<undefined, KeychainFailed>>;
  /** Undefined where there is none, or none any more. */
  find(id: CredentialId): Promise<Result<Secret | undefined, KeychainFailed>>;
  /** Nothing where there is none. */
  remove(id: CredentialId): Promise<Result<undefined, KeychainFailed>>;
}

export type SecretStores = Readonly<Record<KeyPlace, SecretStore>>;
