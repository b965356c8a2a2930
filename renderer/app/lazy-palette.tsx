import { useSpotlight } from '@mantine/spotlight';
import { closePalette, paletteStore } from '#renderer/commands/open-palette.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';

const Palette = lazyPart(async () => (await import('./palette.tsx')).Palette);

export function LazyPalette() {
  const { opened } = useSpotlight(paletteStore);
  return (
    <LazyDialog name="Command palette" opened={opened} onClose={closePalette}>
      <Palette />
    </LazyDialog>
  );
}
