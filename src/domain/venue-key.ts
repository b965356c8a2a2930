import { credentialId, venueId, type CredentialId, type Currency, type VenueId } from './ids.ts';
import { environments, type Environment } from './account.ts';
import type { Decimal } from './decimal.ts';
import { keyPlaces, type KeyPlace } from './key-place.ts';
import type { Secret } from './secret.ts';

/** What signs requests to a venue. `passphrase`: of venues that have one. */
export type VenueKey = {
  readonly key: Secret;
  readonly secret: Secret;
  readonly passphrase: Secret | undefined;
};

/** What its venue lets a key do, beside reading. */
export type KeyPermissions = {
  readonly mayTrade: boolean;
  readonly mayWithdraw: boolean;
  /** No address is named from which alone it is taken. Undefined where the venue does not say. */
  readonly fromAnywhere: boolean | undefined;
};

/** What an account of a venue has of a currency or coin, all of it: also what its open orders hold. */
export type VenueBalance = { readonly currency: Currency; readonly quantity: Decimal };

/** Whose market a key is of. */
export type KeyedMarket = { readonly venue: VenueId; readonly environment: Environment };

/** And where it is kept. */
export type Keyed = KeyedMarket & { readonly place: KeyPlace };

/** The id itself says what it is of, so that nothing of a key is written down anywhere else. */
export function credentialFor({ venue, environment, place }: Keyed, unique: string): CredentialId {
  return credentialId([venue, environment, place, unique].join('/'));
}

/** Undefined for an id that was not made by `credentialFor`. */
export function keyedBy(id: CredentialId): Keyed | undefined {
  const [venue = '', inEnvironment, inPlace] = id.split('/');
  const environment = environments.find((each) => each === inEnvironment);
  const place = keyPlaces.find((each) => each === inPlace);
  if (venue === '' || environment === undefined || place === undefined) return undefined;
  return { venue: venueId(venue), environment, place };
}
