CREATE TABLE `equity_bases` (
	`account_id` text PRIMARY KEY NOT NULL,
	`basis` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `equity_days` (
	`account_id` text NOT NULL,
	`day` integer NOT NULL,
	`equity` text,
	`paid_in` text,
	`missing` text NOT NULL,
	PRIMARY KEY(`account_id`, `day`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `equity_days_unknown` ON `equity_days` (`account_id`,`day`) WHERE equity IS NULL;