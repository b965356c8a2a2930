CREATE TABLE `unfolded` (
	`account_id` text NOT NULL,
	`held` text NOT NULL,
	`seal` integer,
	PRIMARY KEY(`account_id`, `held`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `__new_positions` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`held` text NOT NULL,
	`instrument_id` text NOT NULL,
	`currency` text NOT NULL,
	`sequence` integer NOT NULL,
	`method` text NOT NULL,
	`side` text NOT NULL,
	`quantity` text NOT NULL,
	`uncosted` text NOT NULL,
	`cost` text NOT NULL,
	`realised` text NOT NULL,
	`undecided` text NOT NULL,
	`unseen` text NOT NULL,
	`fees` text NOT NULL,
	`fees_in_kind` text NOT NULL,
	`has_traded` integer NOT NULL,
	`unknown_fees` integer NOT NULL,
	`entered_quantity` text NOT NULL,
	`entered_value` text NOT NULL,
	`left_quantity` text NOT NULL,
	`left_value` text NOT NULL,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`closed_at` integer,
	`last_leg_id` text NOT NULL,
	`last_instrument_id` text,
	`seal` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`last_instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_positions` (`seq`, `id`, `account_id`, `held`, `instrument_id`, `currency`, `sequence`, `method`, `side`, `quantity`, `uncosted`, `cost`, `realised`, `undecided`, `unseen`, `fees`, `fees_in_kind`, `has_traded`, `unknown_fees`, `entered_quantity`, `entered_value`, `left_quantity`, `left_value`, `opened_at`, `updated_at`, `closed_at`, `last_leg_id`, `last_instrument_id`) SELECT `seq`, `id`, `account_id`, `instrument_id`, `instrument_id`, (SELECT `settle` FROM `instruments` WHERE `id` = `instrument_id`), `sequence`, `method`, `side`, `quantity`, '0', `cost`, `realised`, '0', '0', `fees`, `fees_in_kind`, 1, `unknown_fees`, `entered_quantity`, `entered_value`, `left_quantity`, `left_value`, `opened_at`, `updated_at`, `closed_at`, `last_fill_id`, `instrument_id` FROM `positions`;--> statement-breakpoint
DROP TABLE `positions`;--> statement-breakpoint
ALTER TABLE `__new_positions` RENAME TO `positions`;--> statement-breakpoint
CREATE UNIQUE INDEX `positions_id` ON `positions` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `positions_sequence` ON `positions` (`account_id`,`held`,`sequence`);--> statement-breakpoint
CREATE INDEX `positions_open` ON `positions` (`instrument_id`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `positions_closed` ON `positions` (`closed_at`) WHERE closed_at IS NOT NULL AND has_traded;--> statement-breakpoint
CREATE INDEX `positions_group` ON `positions` (`account_id`,`instrument_id`,`closed_at`) WHERE closed_at IS NOT NULL AND has_traded;--> statement-breakpoint
CREATE TABLE `__new_lots` (
	`account_id` text NOT NULL,
	`held` text NOT NULL,
	`place` integer NOT NULL,
	`instrument_id` text,
	`leg` text NOT NULL,
	`opened_at` integer NOT NULL,
	`quantity` text NOT NULL,
	`cost` text,
	`seal` integer,
	PRIMARY KEY(`account_id`, `held`, `place`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_lots` (`account_id`, `held`, `place`, `instrument_id`, `leg`, `opened_at`, `quantity`, `cost`) SELECT `account_id`, `instrument_id`, `place`, `instrument_id`, `venue_trade_id`, `opened_at`, `quantity`, `cost` FROM `lots`;--> statement-breakpoint
DROP TABLE `lots`;--> statement-breakpoint
ALTER TABLE `__new_lots` RENAME TO `lots`;--> statement-breakpoint
DELETE FROM `trip_sums`;--> statement-breakpoint
ALTER TABLE `trip_sums` ADD `unknown_results` integer NOT NULL;--> statement-breakpoint
ALTER TABLE `trip_sums` ADD `unseen` integer NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `may_borrow` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `accounts` SET `seal` = NULL;--> statement-breakpoint
CREATE INDEX `ledger_currency` ON `ledger` (`account_id`,`cash_currency`,`time`) WHERE cash_amount IS NOT NULL AND voided_by IS NULL;