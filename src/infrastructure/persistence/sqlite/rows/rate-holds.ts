/** Of a row of `movement_rates`: a file of rates that was taken back says nothing any more. */
export const rateHolds =
  '(rate_file IS NULL OR rate_file NOT IN (SELECT id FROM rate_files WHERE undone_at IS NOT NULL))';
