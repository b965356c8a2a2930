CREATE TABLE `balance_assertions` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`currency` text,
	`instrument_id` text,
	`day` text NOT NULL,
	`zone` text NOT NULL,
	`until` integer NOT NULL,
	`quantity` text,
	`places` integer NOT NULL,
	`replaces` text,
	`recorded_at` integer NOT NULL,
	`hash` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `balance_assertions_id` ON `balance_assertions` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `balance_assertions_replaces` ON `balance_assertions` (`replaces`) WHERE replaces IS NOT NULL;