import classes from './loading-part.module.css';
import { NotThereNote } from './stale-mark.tsx';

/** Where something is about to appear; `words` say what. */
export function LoadingPart({ words }: { readonly words: string }) {
  return (
    <>
      <p className={classes['loading']} role="status">
        {words}
      </p>
      <NotThereNote />
    </>
  );
}
