import { z } from 'zod';

/** Which workspace was open in which run of the core; none where the trader had closed it. */
const shownWorkspace = z.object({ epoch: z.string(), workspaceId: z.string().optional() });
export type ShownWorkspace = z.infer<typeof shownWorkspace>;

/** What a tab shows: a core that was started again is told so, by a page that was reloaded meanwhile too. */
export type TabWorkspace = {
  readonly find: () => ShownWorkspace | undefined;
  readonly keep: (shown: ShownWorkspace) => void;
};

const name = 'tapedeck.workspace';

export const tabWorkspace: TabWorkspace = {
  find() {
    const text = sessionStorage.getItem(name);
    if (text === null) return undefined;
    const kept = shownWorkspace.safeParse(JSON.parse(text));
    return kept.success ? kept.data : undefined;
  },
  keep(shown) {
    sessionStorage.setItem(name, JSON.stringify(shown));
  },
};
