import { createContext, useContext, type ReactNode } from 'react';
import type { CoreClient } from '#renderer/stores/core-client.ts';

const ClientContext = createContext<CoreClient | undefined>(undefined);

export function ClientProvider({
  client,
  children,
}: {
  readonly client: CoreClient;
  readonly children: ReactNode;
}) {
  return <ClientContext value={client}>{children}</ClientContext>;
}

/** The connection to the core, for calls. Events come through the stores. */
export function useClient(): CoreClient {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('useClient needs a ClientProvider above it');
  return client;
}
