ALTER TABLE `imports` ADD `reader` integer;--> statement-breakpoint
ALTER TABLE `imports` ADD `digest` text;