import type { panelMenu as english } from '#renderer/words/en/panel-menu.ts';
import type { Translated } from '#renderer/words/message-types.ts';

export const panelMenu: Translated<typeof english> = {
  new: 'Neues Panel',
  newBeside: 'Neues Panel neben {name}',
  openInWindow: '{name} in neuem Fenster',
  close: '{name} schließen',
  linkOf: 'Verknüpfung von {name}: {link}',
  follows: 'Folgt: {link}',
  linkNote: 'Panels einer Verknüpfung zeigen ein Symbol und ein Portfolio',
  link_window: 'Dieses Fenster',
  link_blue: 'Blau',
  link_orange: 'Orange',
  link_green: 'Grün',
  link_violet: 'Violett',
  link_none: 'Nicht verknüpft',
  closed: '{name} ist geschlossen',
};
