/** Whether none is missing before a frame: the venue numbers those of a connection from 0 on, whatever they are about. */
export function createFrameCount(): (sequence: number) => boolean {
  let next = 0;
  return (sequence) => {
    const isNext = sequence === next || sequence === 0;
    next = sequence + 1;
    return isNext;
  };
}
