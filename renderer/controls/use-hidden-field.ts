import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { hiddenText } from '#renderer/format/privacy.ts';
import { useAmountsHidden } from './shown-amounts.tsx';
import { useSay } from './use-say.ts';

type HiddenField = {
  readonly value: string;
  /** Whether the field may hold an amount. */
  readonly amount: boolean;
  /** The trader pressed what became this field. */
  readonly shownAtFirst?: boolean;
  readonly onChange: (text: string) => void;
};

const notWritten = new Set([
  'Escape',
  'Tab',
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'CapsLock',
  'Fn',
]);
/** Copying, pasting, undoing and selecting, with Ctrl or ⌘. */
const ofText = /^[acvxyz]$/iu;

/**
 * What a text field shows while privacy mode is on: nothing of an amount until it is pressed, or a key is pressed in
 * it, and nothing again once it is left or privacy mode is turned on anew. The key writes to the text itself, and what
 * was typed is there all the while.
 */
export function useHiddenField({ value, amount, shownAtFirst = false, onChange }: HiddenField) {
  const say = useSay();
  const privacy = useAmountsHidden() && amount;
  const [wasPrivate, setWasPrivate] = useState(privacy);
  const [shown, setShown] = useState(shownAtFirst);
  const field = useRef<HTMLInputElement>(null);
  if (privacy !== wasPrivate) {
    setWasPrivate(privacy);
    if (privacy) setShown(false);
  }
  const hidden = privacy && !shown && value !== '';

  /** Before the key or the press does what it does: that is for the text, not for what stands in its place. */
  function show(): void {
    if (!privacy) return;
    const { current } = field;
    const isSelected = current?.selectionStart === 0 && current.selectionEnd === hiddenText.length;
    flushSync(() => setShown(true));
    if (hidden && isSelected) current.select();
  }

  return {
    hidden,
    /** For the element itself; its own handlers call these where it has some. */
    props: {
      ref: field,
      value: hidden ? hiddenText : value,
      // What is dropped here must not mix with what stands in for the text.
      readOnly: hidden,
      title: hidden ? say('problem.hiddenField') : undefined,
      onPointerDown: show,
      onKeyDown: (event: KeyboardEvent): void => {
        if (isWriting(event)) show();
      },
      onBlur: (): void => setShown(false),
      onChange: (event: { readonly currentTarget: { readonly value: string } }): void => {
        // What comes without a key, as by voice, is seen while it comes.
        setShown(true);
        onChange(event.currentTarget.value);
      },
    },
  };
}

function isWriting({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey ? ofText.test(key) : !notWritten.has(key);
}
