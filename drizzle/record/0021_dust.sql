ALTER TABLE `fills` ADD `least` text;--> statement-breakpoint
ALTER TABLE `positions` ADD `dust_below` text;