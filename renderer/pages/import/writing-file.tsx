import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ImportPreview } from '#src/contract/imports.ts';
import { useFormat } from '#renderer/controls/use-format.ts';
import { StepLead } from './step-lead.tsx';
import { useLiveStore } from '#renderer/core/live-store.ts';
import { WorkBar } from '#renderer/controls/work-bar.tsx';
import { strong } from '#renderer/controls/strong.tsx';
import { useSay } from '#renderer/controls/use-say.ts';

type WritingFileProps = {
  readonly preview: ImportPreview;
  readonly onStop: () => void;
  readonly onLeave: () => void;
};

/** All of the file is written or, on a fault, none of it; leaving does not stop it. */
export function WritingFile({ preview, onStop, onLeave }: WritingFileProps) {
  const say = useSay();
  const format = useFormat();
  const [stopping, setStopping] = useState(false);
  const work = useLiveStore((state) => state.progress[`import ${preview.importId}`]);
  return (
    <>
      <StepLead>{say.rich('imports.writing', { file: preview.fileName, strong })}</StepLead>
      <WorkBar
        label={stopping ? say('imports.takingBack') : say('imports.writingFills')}
        work={work}
        amount={work && say('common.of', { done: format.count(work.done), total: format.count(work.total) })}
        cancelDisabled={stopping}
        onCancel={() => {
          setStopping(true);
          onStop();
        }}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onLeave}>
          {say('imports.letItGoOn')}
        </Button>
      </Group>
    </>
  );
}
