import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react';
import type { z } from 'zod';
import { type SavedState, useSavedState, useSavedUpdate } from '#renderer/saved/saved-state.ts';
import {
  type Link,
  type LinkColour,
  linkColours,
  type Linked,
  linkedSchema,
  panelAt,
  panelKey,
  type PanelInstance,
  type PanelPlace,
  type PanelType,
  setPanel,
  usePanelStore,
} from './panel-store.ts';
import { useWindowLink } from './window-link.ts';

const PlaceContext = createContext<PanelPlace | undefined>(undefined);
const nothing: Linked = {};
const LinkedContext = createContext<Linked>(nothing);

/** Around each panel: which one it is, and what it follows. */
export function PanelProvider({
  instanceId,
  type,
  children,
}: {
  readonly instanceId: string;
  readonly type: PanelType;
  readonly children: ReactNode;
}) {
  const place = useMemo(() => ({ instanceId, type }), [instanceId, type]);
  const { link, params } = usePanelAt(place);
  const ofWindow = useWindowLink();
  const ofColour = useSavedState(isColour(link) ? keyOfColour(link) : undefined, linkedSchema, nothing);
  const ownOrWindow = link === 'none' ? params : ofWindow;
  const { instrumentId, portfolioId } = isColour(link) ? ofColour.value : ownOrWindow;
  const linked = useMemo(() => ({ instrumentId, portfolioId }), [instrumentId, portfolioId]);
  return (
    <PlaceContext value={place}>
      <LinkedContext value={linked}>{children}</LinkedContext>
    </PlaceContext>
  );
}

export function usePlace(): PanelPlace {
  const place = useContext(PlaceContext);
  if (place === undefined) throw new Error('usePlace needs a PanelProvider above it');
  return place;
}

/** The panel that this is a part of: any type may be open any number of times. */
export function usePanel(): PanelInstance {
  return usePanelAt(usePlace());
}

export function usePanelAt(place: PanelPlace): PanelInstance {
  const held = usePanelStore((state) => state.open[place.instanceId]);
  return useMemo(() => held ?? panelAt({ open: {} }, place), [held, place]);
}

/** What the panel follows. */
export function useLinked(): Linked {
  return useContext(LinkedContext);
}

/** Makes the panel, and all that are linked with it, follow this. */
export function useFollow(): (part: Linked) => void {
  const place = usePlace();
  const followAt = useFollowAt();
  return useCallback((part) => followAt(place, part), [followAt, place]);
}

/** As `useFollow`, for any panel of this window. */
export function useFollowAt(): (place: PanelPlace, part: Linked) => void {
  const update = useSavedUpdate(linkedSchema, nothing);
  return useCallback(
    (place, part) => {
      const { link } = panelAt(usePanelStore.getState(), place);
      if (link === 'window') useWindowLink.setState(part);
      else if (link === 'none') setPanel(place, part);
      else update(keyOfColour(link), (held) => ({ ...held, ...part }));
    },
    [update],
  );
}

/** Gives a panel another link. It goes on showing what it shows where nothing is known of the new one. */
export function useSetLink(): (place: PanelPlace, link: Link, shown: Linked) => void {
  const update = useSavedUpdate(linkedSchema, nothing);
  return useCallback(
    (place, link, shown) => {
      if (link === 'none') setPanel(place, { link, ...shown });
      else setPanel(place, { link });
      if (!isColour(link)) return;
      update(keyOfColour(link), (held) => (held.instrumentId === undefined ? { ...shown, ...held } : held));
    },
    [update],
  );
}

/** What the panel keeps with the workspace, for itself. */
export function usePanelState<Value>(
  name: string,
  schema: z.ZodType<Value>,
  initial: Value,
): SavedState<Value> {
  return useSavedState(panelKey(usePlace(), name), schema, initial);
}

function isColour(link: Link): link is LinkColour {
  return linkColours.some((colour) => colour === link);
}

function keyOfColour(colour: LinkColour): string {
  return `link.${colour}`;
}
