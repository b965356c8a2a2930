import { explain } from '#renderer/errors/explain.ts';
import classes from '#renderer/workspace/connection-banner.module.css';
import { useUnkeptSettings } from '#renderer/stores/setting-store.ts';

/** Says that what was changed holds in this window alone; gone once it is kept. */
export function UnkeptNotice() {
  const failure = useUnkeptSettings((state) => state.failure);
  if (failure === undefined) return null;
  return (
    <div className={classes['banner']} role="alert">
      <strong>{explain('Keeping your last change of settings', failure).title}.</strong> It holds in this
      window for now, no other window has it, and it is tried again until it is kept. Orders and money are not
      affected.
    </div>
  );
}
