CREATE TABLE `protections` (
	`account_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`side` text NOT NULL,
	`stop_loss` text,
	`take_profit` text,
	`seal` integer,
	PRIMARY KEY(`account_id`, `instrument_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `protections` (`account_id`, `instrument_id`, `side`, `stop_loss`, `take_profit`) SELECT `account_id`, `instrument_id`, `side`, `stop_loss`, `take_profit` FROM `positions` WHERE `closed_at` IS NULL AND (`stop_loss` IS NOT NULL OR `take_profit` IS NOT NULL);--> statement-breakpoint
UPDATE `positions` SET `seal` = NULL WHERE `stop_loss` IS NOT NULL OR `take_profit` IS NOT NULL;--> statement-breakpoint
ALTER TABLE `positions` DROP COLUMN `stop_loss`;--> statement-breakpoint
ALTER TABLE `positions` DROP COLUMN `take_profit`;