import type { ComparedBalance, VenueKeys } from '#src/application/accounts/venue-keys.ts';
import type { Workspace } from '#src/application/workspaces/workspace.ts';
import type { CallRequest } from '#src/contract/contract.ts';
import { inText } from '#src/domain/in-text.ts';
import { ok, type Result } from '#src/domain/result.ts';
import { Secret } from '#src/domain/secret.ts';
import type { KeyPermissions } from '#src/domain/venue-key.ts';
import type { Handlers } from '#src/transport/handlers.ts';
import { within, type CurrentWorkspace } from './open-workspace.ts';

type KeyCalls = Extract<keyof Handlers, `keys.${string}`>;

/** The keys that read accounts at their venues. */
export function createKeyHandlers(current: CurrentWorkspace): Pick<Handlers, KeyCalls> {
  return {
    'keys.connect': within(current, async ({ keys }, input: CallRequest<'keys.connect'>) => {
      const { accountId, venue, environment, place, key, secret, passphrase } = input;
      const kept = await keys.connect(
        accountId,
        { venue, environment, place },
        {
          key: new Secret(key),
          secret: new Secret(secret),
          passphrase: passphrase === undefined ? undefined : new Secret(passphrase),
        },
      );
      if (!kept.ok) return kept;
      const { mayTrade, fromAnywhere, left } = kept.value;
      return ok({ mayTrade, fromAnywhere, ...(left && { left }) });
    }),
    'keys.test': within(current, async ({ keys }: Workspace, { accountId }: AccountRef) =>
      told(await keys.test(accountId)),
    ),
    'keys.remove': within(current, async ({ keys }: Workspace, { accountId }: AccountRef) => {
      const removed = await keys.remove(accountId);
      return removed.ok ? ok({ ...(removed.value && { left: removed.value }) }) : removed;
    }),
    'keys.balances': within(current, async ({ keys }: Workspace, { accountId }: AccountRef) => {
      const compared = await keys.balances(accountId);
      return compared.ok ? ok({ balances: compared.value.map(presentCompared) }) : compared;
    }),
  };
}

type AccountRef = { readonly accountId: string };
type Failure = Extract<Awaited<ReturnType<VenueKeys['test']>>, { readonly ok: false }>['error'];

function told(answer: Result<KeyPermissions, Failure>) {
  if (!answer.ok) return answer;
  const { mayTrade, fromAnywhere } = answer.value;
  return ok({ mayTrade, fromAnywhere });
}

function presentCompared({ currency, atVenue, recorded }: ComparedBalance) {
  return inText({ currency, atVenue, recorded, difference: recorded.minus(atVenue) });
}
