ALTER TABLE `positions` ADD `capital` text;--> statement-breakpoint
ALTER TABLE `trip_sums` ADD `capital` text;--> statement-breakpoint
INSERT OR IGNORE INTO `unfolded` (`account_id`, `held`) SELECT DISTINCT `account_id`, `cash_currency` FROM `ledger` WHERE `type` IN ('deposit', 'withdrawal', 'transfer', 'gift') AND `cash_amount` IS NOT NULL AND `link` IS NULL AND `voided_by` IS NULL AND EXISTS (SELECT 1 FROM `positions` WHERE `positions`.`account_id` = `ledger`.`account_id` AND `positions`.`held` = `ledger`.`cash_currency`);
