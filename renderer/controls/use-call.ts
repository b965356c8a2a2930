import { useRef, useState } from 'react';
import type { Failure } from '#renderer/core/failure.ts';
import type { Result } from '#src/domain/result.ts';
import { useFailure } from './use-failure.ts';

type Call<Value> = {
  /** What is asked, in words: "Placing the order". */
  readonly action: string;
  readonly call: () => Promise<Result<Value, Failure>>;
  /** It was done, and this part is still there: what was opened after it is not closed. */
  readonly onClose: () => void;
  /** It was done, whether or not this part is still there. */
  readonly onDone?: (value: Value) => void;
  /** True where it says by itself what went wrong, as at a field. */
  readonly onFailed?: (failure: Failure) => boolean;
};

/**
 * The call that a dialog or a form is for: one at a time, under way until it is answered. A failure stands in that part
 * of the screen, or in a notification where it was closed by then.
 */
export function useCall(opened = true) {
  const { failed, tell, forget, isThere } = useFailure(opened);
  const [busy, setBusy] = useState(false);
  // State is as of the last paint: a second press may come before it.
  const calling = useRef(false);

  async function make<Value>({ action, call, onClose, onDone, onFailed }: Call<Value>): Promise<void> {
    if (calling.current) return;
    calling.current = true;
    setBusy(true);
    forget();
    const answer = await call();
    calling.current = false;
    setBusy(false);
    if (!answer.ok) {
      if (onFailed?.(answer.error) !== true) tell(action, answer.error);
      return;
    }
    if (isThere()) onClose();
    onDone?.(answer.value);
  }

  return { busy, failed, make };
}
