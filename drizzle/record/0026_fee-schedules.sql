CREATE TABLE `fee_schedules` (
	`account_id` text NOT NULL,
	`since` integer NOT NULL,
	`basis` text NOT NULL,
	`maker` text,
	`taker` text,
	`amount` text,
	`currency` text,
	`minimum` text,
	`seal` integer,
	PRIMARY KEY(`account_id`, `since`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `positions` ADD `estimated_fees` text;--> statement-breakpoint
ALTER TABLE `trip_sums` ADD `estimated_fees` text;--> statement-breakpoint
ALTER TABLE `trip_sums` ADD `estimated_trips` integer;