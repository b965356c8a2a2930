CREATE TABLE `__new_lot_choices` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`held` text NOT NULL,
	`sale_id` text NOT NULL,
	`lots` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`hash` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_lot_choices` (`id`, `account_id`, `held`, `sale_id`, `lots`, `recorded_at`) SELECT `id`, `account_id`, `held`, `sale_id`, `lots`, `recorded_at` FROM `lot_choices` ORDER BY `id`;--> statement-breakpoint
DROP TABLE `lot_choices`;--> statement-breakpoint
ALTER TABLE `__new_lot_choices` RENAME TO `lot_choices`;--> statement-breakpoint
CREATE UNIQUE INDEX `lot_choices_id` ON `lot_choices` (`id`);--> statement-breakpoint
CREATE INDEX `lot_choices_sale` ON `lot_choices` (`account_id`,`held`,`sale_id`);
