import { explain } from '#renderer/words/explain.ts';
import { FailureNote } from './failure-note.tsx';
import classes from './connection-banner.module.css';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useUnkeptSettings } from '#renderer/saved/setting-store.ts';

/** Says that what was changed holds in this window alone, and is gone once it is kept; or that it was taken back. */
export function UnkeptNotice() {
  const { failure, refused } = useUnkeptSettings();
  const separators = usePreferencesStore((state) => state.separators);
  return (
    <>
      {failure !== undefined && (
        <div className={classes['banner']} role="alert">
          <strong>{explain('Keeping your last change of settings', failure, separators).title}.</strong> It
          holds in this window, other windows do not have it yet, and it is tried again until it is kept.
          Orders and money are not affected.
        </div>
      )}
      {refused !== undefined && (
        <FailureNote
          action="Keeping your last change of settings"
          failure={refused}
          onClose={() => useUnkeptSettings.setState({ refused: undefined })}
        />
      )}
    </>
  );
}
