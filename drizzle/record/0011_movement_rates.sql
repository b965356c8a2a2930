CREATE TABLE `movement_rates` (
	`seq` integer PRIMARY KEY NOT NULL,
	`movement_id` text NOT NULL,
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`into_currency` text NOT NULL,
	`rate` text NOT NULL,
	`source` text NOT NULL,
	`priced_by` text,
	`recorded_at` integer NOT NULL,
	`revises` integer NOT NULL,
	`hash` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `movement_rates_movement` ON `movement_rates` (`movement_id`,`into_currency`);--> statement-breakpoint
CREATE INDEX `ledger_flows` ON `ledger` (`account_id`,`cash_currency`) WHERE type IN ('deposit', 'withdrawal', 'transfer') AND cash_amount IS NOT NULL AND voided_by IS NULL;