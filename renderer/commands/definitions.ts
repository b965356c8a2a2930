import { create } from 'zustand';
import { say } from '#renderer/words/say.ts';
import type { KeyBinding } from './key-binding.ts';

/** In the order in which the palette, the key sheet and the settings list them. */
export const commandGroups = ['Orders', 'Market', 'Panels', 'Tables', 'View', 'Workspace'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** `page`: no dialog or menu has the keyboard. `always`: over those too. `table`: a row of a table has the focus. */
export type When = 'page' | 'always' | 'table';

type Definition = {
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
    group: 'Orders',
    defaultKeys: ['Mod+Enter'],
    when: 'page',
    sends: true,
  },
  { id: 'orders.buy', group: 'Orders', defaultKeys: ['Alt+B'], when: 'page' },
  { id: 'orders.sell', group: 'Orders', defaultKeys: ['Alt+S'], when: 'page' },
  {
    id: 'orders.cancelAll',
    group: 'Orders',
    defaultKeys: ['Mod+Shift+X'],
    when: 'always',
  },
  { id: 'orders.killSwitch', group: 'Orders', defaultKeys: ['Mod+Shift+K'], when: 'always' },
  {
    id: 'orders.arm',
    group: 'Orders',
    defaultKeys: ['Mod+Shift+E'],
    when: 'page',
    arms: true,
  },
  { id: 'portfolio.limits', group: 'Orders', defaultKeys: ['Mod+Shift+G'], when: 'page' },
  { id: 'market.find', group: 'Market', defaultKeys: ['/'], when: 'page' },
  { id: 'market.next', group: 'Market', defaultKeys: ['Alt+ArrowDown'], when: 'page' },
  {
    id: 'market.previous',
    group: 'Market',
    defaultKeys: ['Alt+ArrowUp'],
    when: 'page',
  },
  { id: 'panels.next', group: 'Panels', defaultKeys: ['F6'], when: 'page' },
  { id: 'panels.previous', group: 'Panels', defaultKeys: ['Shift+F6'], when: 'page' },
  {
    id: 'market.moveUp',
    group: 'Market',
    defaultKeys: ['Alt+Shift+ArrowUp'],
    when: 'page',
  },
  {
    id: 'market.moveDown',
    group: 'Market',
    defaultKeys: ['Alt+Shift+ArrowDown'],
    when: 'page',
  },
  {
    id: 'table.open',
    group: 'Tables',
    defaultKeys: ['Enter'],
    when: 'table',
  },
  {
    id: 'table.edit',
    group: 'Tables',
    defaultKeys: ['F2'],
    when: 'table',
  },
  {
    id: 'table.remove',
    group: 'Tables',
    defaultKeys: ['Delete'],
    when: 'table',
  },
  { id: 'table.next', group: 'Tables', defaultKeys: ['ArrowDown'], when: 'table' },
  { id: 'table.previous', group: 'Tables', defaultKeys: ['ArrowUp'], when: 'table' },
  {
    id: 'table.right',
    group: 'Tables',
    defaultKeys: ['ArrowRight'],
    when: 'table',
  },
  { id: 'table.left', group: 'Tables', defaultKeys: ['ArrowLeft'], when: 'table' },
  { id: 'table.pageDown', group: 'Tables', defaultKeys: ['PageDown'], when: 'table' },
  { id: 'table.pageUp', group: 'Tables', defaultKeys: ['PageUp'], when: 'table' },
  {
    id: 'table.first',
    group: 'Tables',
    defaultKeys: ['Home'],
    when: 'table',
  },
  {
    id: 'table.last',
    group: 'Tables',
    defaultKeys: ['End'],
    when: 'table',
  },
  {
    id: 'table.top',
    group: 'Tables',
    defaultKeys: ['Mod+Home'],
    when: 'table',
  },
  {
    id: 'table.bottom',
    group: 'Tables',
    defaultKeys: ['Mod+End'],
    when: 'table',
  },
  { id: 'panels.close', group: 'Panels', defaultKeys: [], when: 'page' },
  { id: 'panels.window', group: 'Panels', defaultKeys: [], when: 'page' },
  { id: 'table.group', group: 'Tables', defaultKeys: ['Mod+G'], when: 'table' },
  { id: 'table.selectAll', group: 'Tables', defaultKeys: ['Mod+A'], when: 'table' },
  { id: 'view.palette', group: 'View', defaultKeys: ['Mod+K'], when: 'page' },
  { id: 'view.keys', group: 'View', defaultKeys: ['?'], when: 'page' },
  { id: 'view.settings', group: 'View', defaultKeys: ['Mod+,'], when: 'page' },
  { id: 'view.theme', group: 'View', defaultKeys: ['Mod+Shift+L'], when: 'page' },
  { id: 'view.privacy', group: 'View', defaultKeys: ['Mod+Shift+H'], when: 'page' },
  {
    id: 'view.density',
    group: 'View',
    defaultKeys: ['Mod+Shift+D'],
    when: 'page',
  },
  { id: 'view.layouts', group: 'View', defaultKeys: [], when: 'page' },
  {
    id: 'view.resetLayout',
    group: 'View',
    defaultKeys: ['Mod+Shift+0'],
    when: 'page',
  },
  {
    id: 'workspace.import',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+I'],
    when: 'page',
  },
  { id: 'portfolio.activity', group: 'Workspace', defaultKeys: [], when: 'page' },
  { id: 'portfolio.gains', group: 'Workspace', defaultKeys: [], when: 'page' },
  { id: 'portfolio.statements', group: 'Workspace', defaultKeys: [], when: 'page' },
  { id: 'portfolio.settle', group: 'Workspace', defaultKeys: [], when: 'page' },
  {
    id: 'workspace.adopt',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+O'],
    when: 'page',
  },
  {
    id: 'workspace.accounts',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+Y'],
    when: 'page',
  },
  {
    id: 'workspace.maintain',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+U'],
    when: 'page',
  },
  {
    id: 'workspace.close',
    group: 'Workspace',
    defaultKeys: ['Mod+Shift+B'],
    when: 'page',
  },
] as const satisfies readonly (Definition & { readonly id: string })[];

type PanelCommandId = `panels.${'show' | 'open'}.${string}`;
type LayoutCommandId = `layouts.use.${string}`;
export type CommandId = (typeof definitions)[number]['id'] | PanelCommandId | LayoutCommandId;

export type TableCommandId = Extract<CommandId, `table.${string}`>;

/** What can be done, whether or not it can be done now: a handler says that. */
export type Command = Definition & {
  readonly id: CommandId;
  /** In the trader's language, as it is called now. */
  readonly name: () => string;
};

/** Every command there is. The desk adds those of its panels. */
export const useCatalogue = create<{ readonly commands: readonly Command[] }>()(() => ({
  commands: definitions.map((own) => ({
    ...own,
    name: () => say(own.when === 'table' ? `tableCommand.${own.id}` : `command.${own.id}`),
  })),
}));

type PanelCommand = { readonly type: string; readonly title: () => string; readonly key: KeyBinding };

/** Each panel has a command that leads to it, and one that opens one more of it. */
export function definePanelCommands(panels: readonly PanelCommand[]): void {
  const shared = { group: 'Panels', when: 'page' } as const;
  const own = panels.flatMap(({ type, title, key }): Command[] => [
    {
      ...shared,
      id: `panels.show.${type}`,
      name: () => say('panel.goTo', { name: title() }),
      defaultKeys: [key],
    },
    {
      ...shared,
      id: `panels.open.${type}`,
      name: () => say('panel.openOne', { name: title() }),
      defaultKeys: [],
    },
  ]);
  defineAnew(/^panels\.(?:show|open)\./u, own);
}

/** Each arrangement that has a name has a command, and so can have a key. */
export function defineLayoutCommands(names: readonly string[]): void {
  const own = names.map((name): Command => ({
    id: `layouts.use.${name}`,
    group: 'View',
    defaultKeys: [],
    when: 'page',
    name: () => say('command.useLayout', { name }),
  }));
  defineAnew(/^layouts\.use\./u, own);
}

function defineAnew(kind: RegExp, own: readonly Command[]): void {
  const others = useCatalogue.getState().commands.filter(({ id }) => !kind.test(id));
  useCatalogue.setState({ commands: inGroups([...others, ...own]) });
}

function inGroups(commands: readonly Command[]): readonly Command[] {
  return commandGroups.flatMap((group) => commands.filter((command) => command.group === group));
}
