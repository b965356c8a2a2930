ALTER TABLE `fills` ADD `least` text;--> statement-breakpoint
ALTER TABLE `positions` ADD `dust_below` text;--> statement-breakpoint
CREATE INDEX `positions_unseen` ON `positions` (`account_id`) WHERE closed_at IS NOT NULL AND NOT has_traded AND unseen <> '0';