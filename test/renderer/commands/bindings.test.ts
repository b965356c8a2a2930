import { beforeAll, describe, expect, it, test } from 'vitest';
import { unbindable } from '#renderer/commands/bindable.ts';
import { bindingsOf } from '#renderer/commands/bindings.ts';
import { definePanelCommands, useCatalogue } from '#renderer/commands/definitions.ts';
import { panelTitle } from '#renderer/desk/panel-title.ts';
import { panelTypes } from '#renderer/desk/links/panel-store.ts';
import { panels } from '#renderer/desk/panels.tsx';

beforeAll(() =>
  definePanelCommands(
    panelTypes.map((type) => ({ type, key: panels[type].key, title: () => panelTitle(type) })),
  ),
);

const commands = () => useCatalogue.getState().commands;
const idsAt = (key: string, chosen: Parameters<typeof bindingsOf>[1]) =>
  bindingsOf(commands(), chosen)
    .to(key)
    .map(({ id }) => id);

test('our own keys each lead to one command, and could have been bound by hand', () => {
  const keys = commands().flatMap(({ defaultKeys }) => [...defaultKeys]);
  expect(keys.length).toBeGreaterThan(35);
  expect(new Set(keys).size).toBe(keys.length);
  const refused = commands().flatMap(({ defaultKeys, when }) =>
    defaultKeys.filter((key) => unbindable(key, when) !== undefined),
  );
  expect(refused).toEqual([]);
});

describe('what the trader bound', () => {
  it('takes the place of the command’s own key', () => {
    const chosen = [{ command: 'orders.buy', key: 'Alt+J' }];
    expect(idsAt('Alt+J', chosen)).toEqual(['orders.buy']);
    expect(idsAt('Alt+B', chosen)).toEqual([]);
    expect(bindingsOf(commands(), chosen).keysOf('orders.buy')).toEqual(['Alt+J']);
  });

  it('can be no key at all', () => {
    const chosen = [{ command: 'orders.buy', key: null }];
    expect(idsAt('Alt+B', chosen)).toEqual([]);
    expect(bindingsOf(commands(), chosen).keysOf('orders.buy')).toEqual([]);
  });

  it('holds where one of our own is the same key, as that of a later version', () => {
    const chosen = [{ command: 'orders.buy', key: 'Mod+K' }];
    const bindings = bindingsOf(commands(), chosen);
    expect(idsAt('Mod+K', chosen)).toEqual(['orders.buy']);
    expect(bindings.keysOf('view.palette')).toEqual([]);
    expect(bindings.conflictsOf('view.palette').map(({ command }) => command.id)).toEqual(['orders.buy']);
  });

  it('twice the same, as by two windows at once, leads to neither: nobody can say which is meant', () => {
    const chosen = [
      { command: 'orders.buy', key: 'Alt+J' },
      { command: 'orders.sell', key: 'Alt+J' },
    ];
    expect(idsAt('Alt+J', chosen)).toEqual(['orders.buy', 'orders.sell']);
    const { conflictsOf } = bindingsOf(commands(), chosen);
    expect(conflictsOf('orders.sell').map(({ command }) => command.id)).toEqual(['orders.buy']);
  });

  it('does not hold where it is a key that controls are worked with, or of a command that is not known', () => {
    const chosen = [
      { command: 'orders.review', key: 'Enter' },
      { command: 'orders.buy', key: 'Escape' },
      { command: 'news.show', key: 'Alt+N' },
    ];
    expect(idsAt('Enter', chosen)).toEqual(['table.open']);
    expect(idsAt('Mod+Enter', chosen)).toEqual(['orders.review']);
    expect(idsAt('Escape', chosen)).toEqual([]);
    expect(idsAt('Alt+N', chosen)).toEqual([]);
  });
});

test.each([
  ['Shift', 'page', 'no-key'],
  ['Mod+Control', 'page', 'no-key'],
  ['Dead', 'page', 'no-key'],
  ['Tab', 'table', 'leads-on'],
  ['Mod+C', 'page', 'copies'],
  ['Shift+Enter', 'page', 'of-controls'],
  ['Space', 'always', 'of-controls'],
  ['Enter', 'table', undefined],
  ['Mod+Enter', 'page', undefined],
  ['B', 'page', undefined],
  ['+', 'page', undefined],
] as const)('%s on a %s: %s', (key, when, reason) => {
  expect(unbindable(key, when)).toBe(reason);
});
