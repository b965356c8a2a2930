import { createElement, Fragment, type ReactNode, useMemo, useSyncExternalStore } from 'react';
import type { MessageKey, RichValues } from '#renderer/words/message-types.ts';
import { onSpeech, type Say, sayIn, sayPartsIn, spoken } from '#renderer/words/say.ts';

type SayHere = Say & {
  /** Where a part of the sentence is more than text. */
  readonly rich: <Key extends MessageKey>(key: Key, values: RichValues<Key, ReactNode>) => ReactNode;
};

/** For what renders: another language, or other separators, render it anew. */
export function useSay(): SayHere {
  const speech = useSyncExternalStore(onSpeech, spoken);
  if (speech === undefined) throw new Error('no language is loaded');
  return useMemo(() => {
    const here: Say = (key, ...values) => sayIn(speech, key, ...values);
    return Object.assign(here, {
      rich: <Key extends MessageKey>(key: Key, values: RichValues<Key, ReactNode>): ReactNode =>
        // The parts never change their places: they need no keys.
        createElement(Fragment, null, ...sayPartsIn<Key, ReactNode>(speech, key, values)),
    });
  }, [speech]);
}

export function useLocale(): string | undefined {
  return useSyncExternalStore(onSpeech, () => spoken()?.locale);
}
