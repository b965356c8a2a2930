CREATE TABLE `rate_files` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`format` text NOT NULL,
	`imported_at` integer NOT NULL,
	`rates` integer NOT NULL,
	`first_day` integer NOT NULL,
	`last_day` integer NOT NULL,
	`currencies` text NOT NULL,
	`undone_at` integer,
	`seal` integer
) STRICT;
--> statement-breakpoint
ALTER TABLE `movement_rates` ADD `rate_file` text;--> statement-breakpoint
ALTER TABLE `movement_rates` ADD `reference_day` integer;