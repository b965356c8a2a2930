ALTER TABLE `fills` ADD `venue_sequence` integer;--> statement-breakpoint
ALTER TABLE `fills` ADD `place` integer;--> statement-breakpoint
CREATE INDEX `fills_sequence` ON `fills` (`account_id`,`instrument_id`,`venue_sequence`) WHERE venue_sequence IS NOT NULL AND voided_by IS NULL;