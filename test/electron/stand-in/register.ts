import { registerHooks } from 'node:module';

// In this process `electron` is the stand-in; the compiled program runs unchanged.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: new URL('./electron.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});
