import { Menu } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import { FocusReturn } from '#renderer/controls/focus-return.tsx';
import { isPlain } from '#renderer/commands/key-binding.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { longestListName, shownList, type WatchLists } from './watch-lists.ts';
import classes from './watchlist.module.css';

type ListChoiceProps = {
  readonly lists: WatchLists;
  readonly onShow: (id: string) => void;
  /** `byKey`: the focus is to go on from there. */
  readonly onAdd: (name: string, byKey: boolean) => void;
  readonly onRename: (id: string, name: string) => void;
  readonly onRemove: (id: string) => void;
};

/** Which list is shown, and what can be done to it. */
export function ListChoice({ lists, onShow, onAdd, onRename, onRemove }: ListChoiceProps) {
  const say = useSay();
  const [naming, setNaming] = useState<'new' | 'shown'>();
  /** A key has ended the naming, and the field that had the focus goes. */
  const takesFocus = useRef(false);
  const shown = shownList(lists);
  if (naming !== undefined) {
    return (
      <NameField
        label={say(naming === 'new' ? 'watchlist.newListName' : 'watchlist.listName')}
        initial={naming === 'new' ? '' : shown.name}
        onDone={(name, byKey) => {
          takesFocus.current = byKey;
          setNaming(undefined);
          if (name === '') return;
          if (naming === 'new') onAdd(name, byKey);
          else onRename(shown.id, name);
        }}
      />
    );
  }
  return (
    <>
      <select
        ref={(choice) => {
          if (takesFocus.current) choice?.focus();
          takesFocus.current = false;
        }}
        className={classes['lists']}
        aria-label={say('watchlist.listShown')}
        value={shown.id}
        onChange={(event) => onShow(event.currentTarget.value)}
      >
        {lists.lists.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <button type="button" className={classes['more']} aria-label={say('watchlist.changeLists')}>
            ⋯
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <FocusReturn />
          <Menu.Item onClick={() => setNaming('new')}>{say('watchlist.newList')}</Menu.Item>
          <Menu.Item onClick={() => setNaming('shown')}>
            {say('watchlist.renameList', { name: shown.name })}
          </Menu.Item>
          <Menu.Item disabled={lists.lists.length === 1} onClick={() => onRemove(shown.id)}>
            {say('watchlist.removeList', { name: shown.name })}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function NameField({
  label,
  initial,
  onDone,
}: {
  readonly label: string;
  readonly initial: string;
  /** With an empty name where it was given up. */
  readonly onDone: (name: string, byKey: boolean) => void;
}) {
  const [name, setName] = useState(initial);
  const isDone = useRef(false);

  /** A key moves the focus away, and that would be once more. */
  function finish(given: string, byKey: boolean): void {
    if (isDone.current) return;
    isDone.current = true;
    onDone(given, byKey);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isPlain(event.nativeEvent)) return;
    if (event.key === 'Enter') finish(name.trim(), true);
    if (event.key === 'Escape') finish('', true);
  }

  return (
    <input
      ref={(field) => field?.focus()}
      className={classes['lists']}
      aria-label={label}
      placeholder={label}
      autoComplete="off"
      spellCheck={false}
      maxLength={longestListName}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(name.trim(), false)}
    />
  );
}
