import { z } from 'zod';
import { create } from 'zustand';

export const panelTypes = [
  'watchlist',
  'ticket',
  'chart',
  'orders',
  'positions',
  'fills',
  'portfolio',
  'results',
] as const;
export type PanelType = (typeof panelTypes)[number];

/** A colour joins the panels that have it, in every window; `window` those of one window; `none` leaves one to itself. */
export const linkColours = ['blue', 'orange', 'green', 'violet'] as const;
export type LinkColour = (typeof linkColours)[number];
const links = ['window', ...linkColours, 'none'] as const;
export type Link = (typeof links)[number];

/** What linked panels agree on. */
export const linkedSchema = z.object({
  instrumentId: z.string().optional(),
  portfolioId: z.string().optional(),
});
export type Linked = z.infer<typeof linkedSchema>;

const text = z.string().optional().catch(undefined);
/** What a layout keeps of one panel. */
export const panelParams = z.object({
  link: z.enum(links).catch('window'),
  /** Tells panels of one type apart: "Chart 2". */
  number: z.number().int().min(1).catch(1),
  /** A ticket's account. */
  accountId: text,
  /** What one that is left to itself shows. */
  instrumentId: text,
  portfolioId: text,
});
type PanelParams = Omit<z.infer<typeof panelParams>, 'link'>;

export type PanelPlace = {
  /** The first of a type has the type's name, also for what it keeps with the workspace. */
  readonly instanceId: string;
  readonly type: PanelType;
};
export type PanelInstance = PanelPlace & { readonly link: Link; readonly params: PanelParams };

type Panels = {
  /** Its id where it was opened beside the first one: panels of two windows may have the same ids. */
  readonly window: string | undefined;
  /** In the order in which they were opened. */
  readonly open: Readonly<Record<string, PanelInstance>>;
  /** Their ids, the last one first. */
  readonly lastUsed: readonly string[];
  /** By their ids those that lie behind another tab, each with what brings it to the front. */
  readonly covered: Readonly<Record<string, () => void>>;
};

/** The panels of this window. The dock opens and closes them, and keeps them with its layout. */
export const usePanelStore = create<Panels>()(() => ({
  window: undefined,
  open: {},
  lastUsed: [],
  covered: {},
}));

export function isPanelType(name: string): name is PanelType {
  return panelTypes.some((type) => type === name);
}

export function panelAt({ open }: Pick<Panels, 'open'>, { instanceId, type }: PanelPlace): PanelInstance {
  return open[instanceId] ?? { instanceId, type, link: 'window', params: { number: 1 } };
}

/** The one of its type that keys and other panels mean: of those that are seen, else of all, the one that was used last. */
export function currentPanel(state: Panels, type: PanelType): PanelInstance | undefined {
  const own = lastFirst(state).filter((panel) => panel.type === type);
  return own.find(({ instanceId }) => !(instanceId in state.covered)) ?? own[0];
}

/** Of any type, of those that are seen. */
export function lastUsedPanel(): PanelInstance | undefined {
  const state = usePanelStore.getState();
  return lastFirst(state).find(({ instanceId }) => !(instanceId in state.covered));
}

function lastFirst({ open, lastUsed }: Panels): readonly PanelInstance[] {
  const used = lastUsed.map((id) => open[id]).filter((panel) => panel !== undefined);
  return [...used, ...Object.values(open).filter((panel) => !used.includes(panel))];
}

/**
 * The one that a panel speaks to: itself, or the last used of those that suit and follow the same link, of those that
 * suit, of those that follow it, or of all.
 */
export function aimedPanel(
  type: PanelType,
  from: PanelPlace,
  suits: (panel: PanelInstance) => boolean = () => true,
): PanelPlace {
  if (from.type === type) return from;
  const state = usePanelStore.getState();
  const { link } = panelAt(state, from);
  const isLinked = (panel: PanelInstance): boolean => panel.link === link;
  const among = (isWanted: (panel: PanelInstance) => boolean): PanelInstance | undefined => {
    const open = Object.fromEntries(Object.entries(state.open).filter(([, panel]) => isWanted(panel)));
    return currentPanel({ ...state, open }, type);
  };
  const meant = among((panel) => suits(panel) && isLinked(panel)) ?? among(suits) ?? among(isLinked);
  return meant ?? currentPanel(state, type) ?? { instanceId: type, type };
}

/** Brings a panel to the front. False where it was there. */
export function uncover({ instanceId }: Pick<PanelPlace, 'instanceId'>): boolean {
  const bring = usePanelStore.getState().covered[instanceId];
  bring?.();
  return bring !== undefined;
}

/** `bring` of a panel that lies behind another tab; nothing of one that does not. */
export function setCovered(instanceId: string, bring: (() => void) | undefined): void {
  usePanelStore.setState(({ covered }) => {
    const { [instanceId]: _, ...others } = covered;
    return { covered: bring === undefined ? others : { ...others, [instanceId]: bring } };
  });
}

/** Under which name a panel keeps something with the workspace: each one of each window for itself. */
export function panelKey({ instanceId }: Pick<PanelPlace, 'instanceId'>, name: string): string {
  const { window } = usePanelStore.getState();
  const ofWindow = isPanelType(instanceId) ? name : `${name}.${instanceId}`;
  return window === undefined ? ofWindow : `${ofWindow}.${window}`;
}

export function markUsed(instanceId: string): void {
  usePanelStore.setState(({ lastUsed }) =>
    lastUsed[0] === instanceId
      ? {}
      : { lastUsed: [instanceId, ...lastUsed.filter((other) => other !== instanceId)] },
  );
}

export function setPanel(place: PanelPlace, part: { readonly link?: Link } & Partial<PanelParams>): void {
  usePanelStore.setState((state) => {
    const { link, params, ...rest } = panelAt(state, place);
    const { link: nextLink = link, ...next } = part;
    const panel = { ...rest, link: nextLink, params: { ...params, ...next } };
    return { open: { ...state.open, [place.instanceId]: panel } };
  });
}
