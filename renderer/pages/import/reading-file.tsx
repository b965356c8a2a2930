import { useFormat } from '#renderer/controls/use-format.ts';
import { StepLead } from './step-lead.tsx';
import { WorkBar } from '#renderer/controls/work-bar.tsx';
import type { WorkUnderWay } from '#renderer/core/work-under-way.ts';
import { useSay } from '#renderer/controls/use-say.ts';
import { strong } from '#renderer/controls/strong.tsx';

type ReadingFileProps = {
  readonly fileName: string;
  readonly work: WorkUnderWay;
  readonly onCancel: () => void;
};

export function ReadingFile({ fileName, work, onCancel }: ReadingFileProps) {
  const say = useSay();
  const format = useFormat();
  const sent = work.done >= work.total;
  return (
    <>
      <StepLead>
        {say.rich('imports.reading', {
          file: fileName,
          strong,
        })}
      </StepLead>
      <WorkBar
        label={sent ? say('imports.looking') : say('imports.readingFile')}
        work={work}
        amount={say('common.of', {
          done: format.bytes(work.done),
          total: format.bytes(work.total),
        })}
        onCancel={onCancel}
      />
    </>
  );
}
