import { create } from 'zustand';
import type { KeyBinding } from './key-binding.ts';

/** In the order in which the palette, the key sheet and the settings list them. */
export const commandGroups = ['Orders', 'Market', 'Panels', 'Tables', 'View', 'Workspace'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** `page`: no dialog or menu has the keyboard. `always`: over those too. `table`: a row of a table has the focus. */
export type When = 'page' | 'always' | 'table';

type Definition = {
  readonly words: string;
  readonly group: CommandGroup;
  /** What the trader has not bound otherwise. */
  readonly defaultKeys: readonly KeyBinding[];
  readonly when: When;
  /** It may send an order: it runs from the ticket, and from elsewhere only while keys are armed, whatever its key. */
  readonly sends?: boolean;
  /** It lets keys send orders from anywhere. */
  readonly arms?: boolean;
};

const definitions = [
  {
    id: 'orders.review',
    words: 'Review order',
    group: 'Orders',
    defaultKeys: ['Mod+Enter'],
    when: 'page',
    sends: true,
  },
  { id: 'orders.buy', words: 'Ticket: buy', group: 'Orders', defaultKeys: ['Alt+B'], when: 'page' },
  { id: 'orders.sell', words: 'Ticket: sell', group: 'Orders', defaultKeys: ['Alt+S'], when: 'page' },
  {
    id: 'orders.cancelAll',
    words: 'Cancel all orders',
    group: 'Orders',
    defaultKeys: ['Mod+Shift+X'],
    when: 'always',
  },
  {
    id: 'orders.arm',
    words: 'Arm or disarm keys that send',
    group: 'Orders',
    defaultKeys: ['Mod+Shift+E'],
    when: 'page',
    arms: true,
  },
  { id: 'portfolio.limits', words: 'Limits', group: 'Orders', defaultKeys: ['Mod+Shift+G'], when: 'page' },
  { id: 'market.find', words: 'Find a symbol', group: 'Market', defaultKeys: ['/'], when: 'page' },
  { id: 'market.next', words: 'Next symbol', group: 'Market', defaultKeys: ['Alt+ArrowDown'], when: 'page' },
  {
    id: 'market.previous',
    words: 'Previous symbol',
    group: 'Market',
    defaultKeys: ['Alt+ArrowUp'],
    when: 'page',
  },
  {
    id: 'table.open',
    words: 'Open the row, or edit the cell',
    group: 'Tables',
    defaultKeys: ['Enter'],
    when: 'table',
  },
  {
    id: 'table.edit',
    words: 'Edit the row or the cell',
    group: 'Tables',
    defaultKeys: ['F2'],
    when: 'table',
  },
  {
    id: 'table.remove',
    words: 'Cancel the order of the row',
    group: 'Tables',
    defaultKeys: ['Delete'],
    when: 'table',
  },
  { id: 'table.next', words: 'Next row', group: 'Tables', defaultKeys: ['ArrowDown'], when: 'table' },
  { id: 'table.previous', words: 'Previous row', group: 'Tables', defaultKeys: ['ArrowUp'], when: 'table' },
  {
    id: 'table.right',
    words: 'Cell to the right',
    group: 'Tables',
    defaultKeys: ['ArrowRight'],
    when: 'table',
  },
  { id: 'table.left', words: 'Cell to the left', group: 'Tables', defaultKeys: ['ArrowLeft'], when: 'table' },
  { id: 'table.pageDown', words: 'A page down', group: 'Tables', defaultKeys: ['PageDown'], when: 'table' },
  { id: 'table.pageUp', words: 'A page up', group: 'Tables', defaultKeys: ['PageUp'], when: 'table' },
  {
    id: 'table.first',
    words: 'First row, or cell of the row',
    group: 'Tables',
    defaultKeys: ['Home'],
    when: 'table',
  },
  {
    id: 'table.last',
    words: 'Last row, or cell of the row',
    group: 'Tables',
    defaultKeys: ['End'],
    when: 'table',
  },
  {
    id: 'table.top',
    words: 'First cell of the table',
    group: 'Tables',
    defaultKeys: ['Mod+Home'],
    when: 'table',
  },
  {
    id: 'table.bottom',
    words: 'Last cell of the table',
    group: 'Tables',
    defaultKeys: ['Mod+End'],
    when: 'table',
  },
  { id: 'table.selectAll', words: 'Select all rows', group: 'Tables', defaultKeys: ['Mod+A'], when: 'table' },
  { id: 'view.palette', words: 'Command palette', group: 'View', defaultKeys: ['Mod+K'], when: 'page' },
  { id: 'view.keys', words: 'Keys', group: 'View', defaultKeys: ['?'], when: 'page' },
  { id: 'view.settings', words: 'Settings', group: 'View', defaultKeys: ['Mod+,'], when: 'page' },
  { id: 'view.theme', words: 'Switch theme', group: 'View', defaultKeys: ['Mod+Shift+L'], when: 'page' },
  { id: 'view.privacy', words: 'Switch privacy', group: 'View', defaultKeys: ['Mod+Shift+H'], when: 'page' },
  {
    id: 'view.density',
    words: 'Change row height',
    group: 'View',
    defaultKeys: ['Mod+Shift+D'],
    when: 'page',
  },
  {
    id: 'view.resetLayout',
    words: 'Reset layout',
    group: 'View',
    defaultKeys: ['Mod+Shift+0'],
    when: 'page',
  },
  {
    id: 'workspace.import',
    words: 'Import history',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+I'],
    when: 'page',
  },
  {
    id: 'workspace.adopt',
    words: 'Import a workspace file',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+O'],
    when: 'page',
  },
  {
    id: 'workspace.accounts',
    words: 'Accounts',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+Y'],
    when: 'page',
  },
  {
    id: 'workspace.maintain',
    words: 'Workspace',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+U'],
    when: 'page',
  },
  {
    id: 'workspace.close',
    words: 'Back to first page',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+B'],
    when: 'page',
  },
] as const satisfies readonly (Definition & { readonly id: string })[];

type PanelCommandId = `panels.show.${string}`;
export type CommandId = (typeof definitions)[number]['id'] | PanelCommandId;

export type TableCommandId = Extract<CommandId, `table.${string}`>;

/** What can be done, whether or not it can be done now: a handler says that. */
export type Command = Definition & { readonly id: CommandId };

/** Every command there is. The desk adds those of its panels. */
export const useCatalogue = create<{ readonly commands: readonly Command[] }>()(() => ({
  commands: definitions,
}));

type PanelCommand = { readonly type: string; readonly title: string; readonly key: KeyBinding };

/** Each panel has a command that leads to it. */
export function definePanelCommands(panels: readonly PanelCommand[]): void {
  const others = useCatalogue.getState().commands.filter(({ id }) => !id.startsWith('panels.show.'));
  const own = panels.map(({ type, title, key }): Command => ({
    id: `panels.show.${type}`,
    words: `Go to ${title}`,
    group: 'Panels',
    defaultKeys: [key],
    when: 'page',
  }));
  useCatalogue.setState({ commands: inGroups([...others, ...own]) });
}

function inGroups(commands: readonly Command[]): readonly Command[] {
  return commandGroups.flatMap((group) => commands.filter((command) => command.group === group));
}
