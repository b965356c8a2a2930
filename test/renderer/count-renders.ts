/** What is read of a fiber: one component, or one element of the page. */
type Fiber = {
  readonly tag: number;
  readonly flags: number;
  readonly type: unknown;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
};

/** Function, forwardRef, memo and simple memo components. */
const componentTags = new Set([0, 11, 14, 15]);
const performedWork = 1;

let rendered: string[] | undefined;

/** The names of the components that were rendered while `work` ran, one for each time. */
export async function countRenders(work: () => Promise<void> | void): Promise<readonly string[]> {
  const counted: string[] = [];
  rendered = counted;
  await work();
  rendered = undefined;
  return counted;
}

function addRendered(fiber: Fiber): void {
  if (componentTags.has(fiber.tag) && (fiber.alternate === null || (fiber.flags & performedWork) !== 0)) {
    rendered?.push(nameOf(fiber.type));
  }
  // Children that are the same objects as before were not touched.
  if (fiber.alternate !== null && fiber.child === fiber.alternate.child) return;
  for (let child = fiber.child; child !== null; child = child.sibling) addRendered(child);
}

function nameOf(type: unknown): string {
  if (typeof type === 'function') return type.name;
  if (typeof type !== 'object' || type === null) return '?';
  if ('displayName' in type && typeof type.displayName === 'string') return type.displayName;
  if ('type' in type) return nameOf(type.type);
  return 'render' in type ? nameOf(type.render) : '?';
}

const hook = {
  supportsFiber: true,
  renderers: new Map<number, unknown>(),
  inject: () => 1,
  onCommitFiberUnmount: () => undefined,
  onPostCommitFiberRoot: () => undefined,
  onScheduleFiberRoot: () => undefined,
  onCommitFiberRoot: (_id: number, root: { readonly current: Fiber }): void => {
    if (rendered !== undefined) addRendered(root.current);
  },
};

/**
 * Counts the components that React renders, by the hook that its own developer tools use. Called before React DOM is
 * loaded, which looks for the hook once.
 */
export function watchRenders(): void {
  if (Reflect.defineProperty(globalThis, '__REACT_DEVTOOLS_GLOBAL_HOOK__', { value: hook })) return;
  throw new Error('the hook of the developer tools is taken');
}
