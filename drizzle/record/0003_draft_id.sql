ALTER TABLE `orders` ADD `draft_id` text;--> statement-breakpoint
CREATE UNIQUE INDEX `orders_draft_id` ON `orders` (`draft_id`) WHERE draft_id IS NOT NULL;