CREATE TABLE `lots` (
	`account_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`place` integer NOT NULL,
	`venue_trade_id` text NOT NULL,
	`opened_at` integer NOT NULL,
	`quantity` text NOT NULL,
	`cost` text NOT NULL,
	`seal` integer,
	PRIMARY KEY(`account_id`, `instrument_id`, `place`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `lots` (`account_id`, `instrument_id`, `place`, `venue_trade_id`, `opened_at`, `quantity`, `cost`) SELECT `account_id`, `instrument_id`, `lot`.`key` + 1, substr(`lot`.`value` ->> 'fillId', length(`account_id`) + length(`instrument_id`) + 3), `lot`.`value` ->> 'openedAt', `lot`.`value` ->> 'quantity', `lot`.`value` ->> 'cost' FROM `positions`, json_each(`positions`.`lots`) AS `lot`;--> statement-breakpoint
UPDATE `positions` SET `seal` = NULL;--> statement-breakpoint
ALTER TABLE `positions` DROP COLUMN `lots`;