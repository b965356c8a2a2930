ALTER TABLE `accounts` ADD `dead_mans_switch` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `accounts` SET `seal` = NULL;
