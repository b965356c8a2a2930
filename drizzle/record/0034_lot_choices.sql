CREATE TABLE `lot_choices` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`held` text NOT NULL,
	`sale_id` text NOT NULL,
	`lots` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`seal` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `lot_choices_sale` ON `lot_choices` (`account_id`,`held`,`sale_id`);