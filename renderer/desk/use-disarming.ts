import { useEffect } from 'react';
import { setArmed, useArmStore } from '#renderer/commands/arm-store.ts';
import { useCanSend } from '#renderer/core/freshness-store.ts';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';

const minute = 60_000;

/** Makes keys safe again when nothing can be sent, in another workspace, and once nobody has touched the page for long. */
export function useDisarming(): void {
  const armed = useArmStore((state) => state.armed);
  const canSend = useCanSend();
  const workspaceId = useLiveStore((state) => state.workspace?.id);
  const minutes = usePreferencesStore((state) => state.disarmAfterMinutes);

  useEffect(() => {
    if (!canSend) setArmed(false);
  }, [canSend]);

  useEffect(() => () => setArmed(false), [workspaceId]);

  useEffect(() => {
    if (!armed) return undefined;
    let timer = setTimeout(makeSafe, minutes * minute);
    window.addEventListener('keydown', beginAgain, { capture: true });
    window.addEventListener('pointerdown', beginAgain, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', beginAgain, { capture: true });
      window.removeEventListener('pointerdown', beginAgain, { capture: true });
    };

    function beginAgain(): void {
      clearTimeout(timer);
      timer = setTimeout(makeSafe, minutes * minute);
    }
  }, [armed, minutes]);
}

function makeSafe(): void {
  setArmed(false);
}
