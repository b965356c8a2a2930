import { type ComponentType, type ReactNode, Suspense, use, useState } from 'react';
import { wordsOfParts } from './load-words.ts';
import { PartNotLoaded } from './part-not-loaded.ts';

type LazyPart<Props> = ComponentType<Props> & {
  /** Fetches the code before it is shown; a failure is told when it is. */
  readonly preload: () => void;
};

/**
 * A component whose code is fetched when it is first shown, or preloaded. Meanwhile there is `fallback`, or without one
 * what the lazy dialog around it shows. Where it does not come, the fault boundary around it says so and can try again.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback?: ReactNode,
): LazyPart<Props> {
  let component: ComponentType<Props> | undefined;
  let loading: Promise<ComponentType<Props>> | undefined;

  async function fetchPart(): Promise<ComponentType<Props>> {
    try {
      const [loaded] = await Promise.all([load(), wordsOfParts()]);
      component = loaded;
      return component;
    } catch (cause) {
      throw new PartNotLoaded(cause, () => {
        loading = undefined;
      });
    }
  }

  function Loading(props: Props) {
    loading ??= fetchPart();
    const Part = use(loading);
    return <Part {...props} />;
  }

  /** What was there at first stays as it is: a part that changed its place in the tree would lose its state. */
  function Loaded(props: Props) {
    const [Part] = useState(() => component ?? Loading);
    return <Part {...props} />;
  }

  function LazyComponent(props: Props) {
    if (fallback === undefined) return <Loaded {...props} />;
    return (
      <Suspense fallback={fallback}>
        <Loaded {...props} />
      </Suspense>
    );
  }

  function preload(): void {
    loading ??= fetchPart();
    // Told by the component, once it is shown.
    loading.catch(() => undefined);
  }

  return Object.assign(LazyComponent, { preload });
}
