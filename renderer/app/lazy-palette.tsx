import { useSpotlight } from '@mantine/spotlight';
import { closePalette, paletteStore } from '#renderer/commands/open-palette.ts';
import { LazyDialog } from '#renderer/controls/lazy-dialog.tsx';
import { lazyPart } from '#renderer/controls/lazy-part.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

const Palette = lazyPart(async () => (await import('./palette.tsx')).Palette);

export function LazyPalette() {
  const say = useSay();
  const { opened } = useSpotlight(paletteStore);
  return (
    <LazyDialog name={say('command.view.palette')} opened={opened} onClose={closePalette}>
      <Palette />
    </LazyDialog>
  );
}
