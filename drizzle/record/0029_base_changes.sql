CREATE TABLE `base_changes` (
	`portfolio_id` text NOT NULL,
	`asked_at` integer NOT NULL,
	`from_currency` text NOT NULL,
	`to_currency` text NOT NULL,
	`made_at` integer,
	`until` integer,
	`before` text,
	`after` text,
	`seal` integer,
	PRIMARY KEY(`portfolio_id`, `asked_at`),
	FOREIGN KEY (`portfolio_id`) REFERENCES `portfolios`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `movement_rates` ADD `through` text;