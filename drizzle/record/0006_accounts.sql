ALTER TABLE `accounts` RENAME COLUMN "kind" TO "mode";--> statement-breakpoint
ALTER TABLE `accounts` ADD `environment` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `credential` text;--> statement-breakpoint
ALTER TABLE `accounts` ADD `disabled_at` integer;--> statement-breakpoint
UPDATE `accounts` SET `mode` = 'history' WHERE `mode` = 'import';--> statement-breakpoint
UPDATE `accounts` SET `environment` = CASE `venue` WHEN 'sim' THEN 'simulated' ELSE 'live' END WHERE `mode` = 'paper';--> statement-breakpoint
UPDATE `accounts` SET `seal` = NULL;
