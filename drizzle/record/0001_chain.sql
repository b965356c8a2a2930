CREATE TABLE `audit` (
	`seq` integer PRIMARY KEY NOT NULL,
	`time` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`detail` text NOT NULL,
	`hash` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `chain_heads` (
	`name` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`count` integer NOT NULL,
	`hash` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`state` text NOT NULL,
	`imported_at` integer NOT NULL,
	`fills` integer NOT NULL,
	`undone_at` integer,
	`seal` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
DELETE FROM `ledger` WHERE `fill_id` IS NOT NULL;--> statement-breakpoint
DROP INDEX `fills_side`;--> statement-breakpoint
DROP INDEX `fills_identity`;--> statement-breakpoint
DROP INDEX `fills_order`;--> statement-breakpoint
DROP INDEX `fills_time`;--> statement-breakpoint
DROP INDEX `fills_account`;--> statement-breakpoint
DROP INDEX `fills_instrument`;--> statement-breakpoint
ALTER TABLE `fills` ADD `import_id` text REFERENCES imports(id);--> statement-breakpoint
ALTER TABLE `fills` ADD `voided_by` text;--> statement-breakpoint
ALTER TABLE `fills` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `fills_import` ON `fills` (`import_id`) WHERE import_id IS NOT NULL AND voided_by IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `fills_identity` ON `fills` (`account_id`,`instrument_id`,`venue_trade_id`) WHERE voided_by IS NULL;--> statement-breakpoint
CREATE INDEX `fills_order` ON `fills` (`order_id`,`time`) WHERE order_id IS NOT NULL AND voided_by IS NULL;--> statement-breakpoint
CREATE INDEX `fills_time` ON `fills` (`time`) WHERE voided_by IS NULL;--> statement-breakpoint
CREATE INDEX `fills_account` ON `fills` (`account_id`,`time`) WHERE voided_by IS NULL;--> statement-breakpoint
CREATE INDEX `fills_instrument` ON `fills` (`instrument_id`,`time`) WHERE voided_by IS NULL;--> statement-breakpoint
DROP INDEX `ledger_account`;--> statement-breakpoint
DROP INDEX `ledger_id`;--> statement-breakpoint
ALTER TABLE `ledger` ADD `import_id` text REFERENCES imports(id);--> statement-breakpoint
ALTER TABLE `ledger` ADD `voided_by` text;--> statement-breakpoint
ALTER TABLE `ledger` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `ledger_import` ON `ledger` (`import_id`) WHERE import_id IS NOT NULL AND voided_by IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_id` ON `ledger` (`id`) WHERE voided_by IS NULL;--> statement-breakpoint
ALTER TABLE `ledger` DROP COLUMN `fill_id`;--> statement-breakpoint
DROP INDEX `orders_symbol`;--> statement-breakpoint
DROP INDEX `orders_status`;--> statement-breakpoint
DROP INDEX `orders_account`;--> statement-breakpoint
DROP INDEX `orders_strategy`;--> statement-breakpoint
DROP INDEX `orders_quantity`;--> statement-breakpoint
DROP INDEX `orders_price`;--> statement-breakpoint
ALTER TABLE `orders` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `orders` ADD `period` integer GENERATED ALWAYS AS (created_at / 259200000) VIRTUAL NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_group` ON `orders` (`account_id`,`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_group_symbol` ON `orders` (`account_id`,`status`,`symbol`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_group_quantity` ON `orders` (`account_id`,`status`,`quantity_order`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_group_price` ON `orders` (`account_id`,`status`,`price_order`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_period_symbol` ON `orders` (`period`,`symbol`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_period_quantity` ON `orders` (`period`,`quantity_order`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_period_price` ON `orders` (`period`,`price_order`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_symbol_quantity` ON `orders` (`symbol`,`quantity_order`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_symbol_price` ON `orders` (`symbol`,`price_order`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_strategy_symbol` ON `orders` (`strategy`,`symbol`,`created_at`) WHERE strategy IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_strategy_status` ON `orders` (`strategy`,`status`,`created_at`) WHERE strategy IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_strategy_quantity` ON `orders` (`strategy`,`quantity_order`,`created_at`) WHERE strategy IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_strategy_price` ON `orders` (`strategy`,`price_order`,`created_at`) WHERE strategy IS NOT NULL;--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_outbox` (
	`id` text NOT NULL,
	`order_id` text NOT NULL,
	`client_order_id` text NOT NULL,
	`kind` text NOT NULL,
	`quantity` text,
	`limit_price` text,
	`stop_price` text,
	`state` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`sending_at` integer,
	`process_id` integer,
	`seal` integer,
	PRIMARY KEY(`order_id`, `id`),
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_outbox`("id", "order_id", "client_order_id", "kind", "quantity", "limit_price", "stop_price", "state", "digest", "created_at", "expires_at", "sending_at", "process_id") SELECT "id", "order_id", "client_order_id", "kind", "quantity", "limit_price", "stop_price", "state", "digest", "created_at", "expires_at", "sending_at", "process_id" FROM `outbox`;--> statement-breakpoint
DROP TABLE `outbox`;--> statement-breakpoint
ALTER TABLE `__new_outbox` RENAME TO `outbox`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `outbox_unresolved` ON `outbox` (`created_at`) WHERE state IN ('intent', 'sending', 'unknown');--> statement-breakpoint
ALTER TABLE `balances` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `positions` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `order_events` ADD `hash` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `accounts` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `equity_snapshots` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `instruments` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `portfolios` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `migrations` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `settings` ADD `seal` integer;--> statement-breakpoint
ALTER TABLE `workspace` ADD `seal` integer;