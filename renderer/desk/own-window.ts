import { z } from 'zod';
import { notifications } from '@mantine/notifications';
import { needsAddress } from '#renderer/core/good-address.ts';
import { say } from '#renderer/words/say.ts';
import { type PanelInstance, panelParams, panelTypes } from './links/panel-store.ts';

/** Both shells know a window that was opened beside the first by this in its address. */
const windowId = z.string().regex(/^w[0-9a-f]{8}$/u);
const panelSchema = panelParams.extend({ type: z.enum(panelTypes) });

export type OwnWindow = {
  readonly id: string;
  /** What it began with. */
  readonly panel: PanelInstance | undefined;
};

/** What this window was opened for; undefined in the first one. */
export function readOwnWindow(hash: string = location.hash): OwnWindow | undefined {
  const fields = new URLSearchParams(hash.slice(1));
  const id = windowId.safeParse(fields.get('window'));
  return id.success ? { id: id.data, panel: readPanel(fields.get('panel')) } : undefined;
}

/** Opens a window with one more of the panel in it: in the browser a tab, which is signed in as this one is. */
export function openInWindow({ type, link, params }: PanelInstance): void {
  const id = `w${crypto.randomUUID().slice(0, 8)}`;
  const panel = JSON.stringify({ type, link, ...params, number: 1 });
  const opened = window.open(`${location.pathname}#${new URLSearchParams({ window: id, panel })}`, '_blank');
  // The desktop program opens its windows itself and gives none to the page.
  if (opened === null && needsAddress) tellBlocked();
}

function readPanel(text: string | null): PanelInstance | undefined {
  const read = panelSchema.safeParse(parsed(text));
  if (!read.success) return undefined;
  const { type, link, ...params } = read.data;
  return { instanceId: type, type, link, params };
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function tellBlocked(): void {
  notifications.show({
    title: say('layout.windowBlocked'),
    message: say('layout.windowBlockedRemedy'),
    autoClose: false,
    role: 'alert',
  });
}
