import { useFormat } from './use-format.ts';

/** A sentence that may speak of amounts, in a place that outlives a change of the setting, as a notification does. */
export function Prose({ text }: { readonly text: string }) {
  const format = useFormat();
  return <>{format.prose(text)}</>;
}
