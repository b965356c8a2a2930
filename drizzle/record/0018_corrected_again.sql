DROP INDEX `ledger_corrects`;--> statement-breakpoint
CREATE INDEX `ledger_corrects` ON `ledger` (`corrects`) WHERE corrects IS NOT NULL;