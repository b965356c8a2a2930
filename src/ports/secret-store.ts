import type { CredentialId } from '#src/domain/ids.ts';
import type { Result } from '#src/domain/result.ts';
import type { Secret } from '#src/domain/secret.ts';
import type { KeyPlace } from '#src/domain/key-place.ts';

/** The system's keychain is not there, is locked, or refused; in the system's words. */
export type KeychainFailed = { readonly code: 'KEYCHAIN_FAILED'; readonly said: string };
/** It never answered: what it was asked to do may have been done, or may yet be. */
export type KeychainSilent = { readonly code: 'KEYCHAIN_SILENT'; readonly said: string };
export type SecretNotReached = KeychainFailed | KeychainSilent;

/** Keeps secrets: nowhere else is one written down. */
export interface SecretStore {
  /** Replaces the one that is there. */
  put(id: CredentialId, secret: Secret): Promise<Result<undefined, SecretNotReached>>;
  /** Undefined where there is none, or none any more. */
  find(id: CredentialId): Promise<Result<Secret | undefined, SecretNotReached>>;
  /** Nothing where there is none. */
  remove(id: CredentialId): Promise<Result<undefined, SecretNotReached>>;
}

export type SecretStores = Readonly<Record<KeyPlace, SecretStore>>;
