import { explain } from '#renderer/words/explain.ts';
import { FailureNote } from './failure-note.tsx';
import classes from './connection-banner.module.css';
import { usePreferencesStore } from '#renderer/saved/preferences-store.ts';
import { useUnkeptSettings } from '#renderer/saved/setting-store.ts';
import { useSay } from './use-say.ts';
import { strong } from './strong.tsx';

/** Says that what was changed holds in this window alone, and is gone once it is kept; or that it was taken back. */
export function UnkeptNotice() {
  const say = useSay();
  const { failure, refused } = useUnkeptSettings();
  const separators = usePreferencesStore((state) => state.separators);
  return (
    <>
      {failure !== undefined && (
        <div className={classes['banner']} role="alert">
          {say.rich('common.settingsNotKept', {
            title: explain(say('action.keepSettings'), failure, separators).title,
            strong,
          })}
        </div>
      )}
      {refused !== undefined && (
        <FailureNote
          action={say('action.keepSettings')}
          failure={refused}
          onClose={() => useUnkeptSettings.setState({ refused: undefined })}
        />
      )}
    </>
  );
}
