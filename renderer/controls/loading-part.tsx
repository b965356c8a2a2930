import classes from './loading-part.module.css';
import { NotThereNote } from './stale-mark.tsx';

/** Where something is about to appear. */
export function LoadingPart({ name }: { readonly name: string }) {
  return (
    <>
      <p className={classes['loading']} role="status">
        Loading {name}…
      </p>
      <NotThereNote />
    </>
  );
}
