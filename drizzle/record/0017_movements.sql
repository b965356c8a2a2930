DROP INDEX `ledger_flows`;--> statement-breakpoint
ALTER TABLE `ledger` ADD `corrects` text;--> statement-breakpoint
ALTER TABLE `ledger` ADD `link` text;--> statement-breakpoint
ALTER TABLE `ledger` ADD `ratio_new` integer;--> statement-breakpoint
ALTER TABLE `ledger` ADD `ratio_old` integer;--> statement-breakpoint
ALTER TABLE `ledger` ADD `cost_currency` text;--> statement-breakpoint
ALTER TABLE `ledger` ADD `cost_amount` text;--> statement-breakpoint
ALTER TABLE `ledger` ADD `acquired_at` integer;--> statement-breakpoint
CREATE INDEX `ledger_instrument` ON `ledger` (`account_id`,`instrument_id`,`time`) WHERE instrument_id IS NOT NULL AND voided_by IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_corrects` ON `ledger` (`corrects`) WHERE corrects IS NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_corrected` ON `ledger` (`account_id`,`time`) WHERE substr(voided_by, 1, 11) = 'correction ';--> statement-breakpoint
CREATE INDEX `ledger_link` ON `ledger` (`link`) WHERE link IS NOT NULL AND voided_by IS NULL;--> statement-breakpoint
CREATE INDEX `ledger_flows` ON `ledger` (`account_id`,`cash_currency`) WHERE type IN ('deposit', 'withdrawal', 'transfer', 'gift') AND cash_amount IS NOT NULL AND voided_by IS NULL;--> statement-breakpoint
ALTER TABLE `fills` ADD `value_amount` text;