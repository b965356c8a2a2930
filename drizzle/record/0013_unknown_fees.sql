DELETE FROM `trip_sums`;--> statement-breakpoint
ALTER TABLE `trip_sums` ADD `undecided` integer NOT NULL;--> statement-breakpoint
ALTER TABLE `trip_sums` ADD `unknown_fees` integer NOT NULL;