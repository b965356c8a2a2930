CREATE TABLE `balances` (
	`account_id` text NOT NULL,
	`currency` text NOT NULL,
	`cash` text NOT NULL,
	`deposited` text,
	PRIMARY KEY(`account_id`, `currency`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `fills` (
	`seq` integer PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`venue_trade_id` text NOT NULL,
	`order_id` text,
	`side` text NOT NULL,
	`quantity` text NOT NULL,
	`price` text NOT NULL,
	`fee_currency` text,
	`fee_amount` text,
	`liquidity` text,
	`source` text NOT NULL,
	`time` integer NOT NULL,
	`received_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `fills_identity` ON `fills` (`account_id`,`instrument_id`,`venue_trade_id`);--> statement-breakpoint
CREATE INDEX `fills_order` ON `fills` (`order_id`,`time`) WHERE order_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `fills_time` ON `fills` (`time`);--> statement-breakpoint
CREATE INDEX `fills_account` ON `fills` (`account_id`,`time`);--> statement-breakpoint
CREATE INDEX `fills_side` ON `fills` (`side`,`time`);--> statement-breakpoint
CREATE INDEX `fills_instrument` ON `fills` (`instrument_id`,`time`);--> statement-breakpoint
CREATE TABLE `ledger` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`type` text NOT NULL,
	`time` integer NOT NULL,
	`cash_currency` text,
	`cash_amount` text,
	`instrument_id` text,
	`quantity` text,
	`fill_id` text,
	`note` text,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_id` ON `ledger` (`id`);--> statement-breakpoint
CREATE INDEX `ledger_account` ON `ledger` (`account_id`,`time`);--> statement-breakpoint
CREATE TABLE `positions` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`account_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`method` text NOT NULL,
	`side` text NOT NULL,
	`quantity` text NOT NULL,
	`cost` text NOT NULL,
	`lots` text NOT NULL,
	`realised` text NOT NULL,
	`fees` text NOT NULL,
	`fees_in_kind` text NOT NULL,
	`unknown_fees` integer NOT NULL,
	`entered_quantity` text NOT NULL,
	`entered_value` text NOT NULL,
	`left_quantity` text NOT NULL,
	`left_value` text NOT NULL,
	`opened_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`closed_at` integer,
	`last_fill_id` text NOT NULL,
	`stop_loss` text,
	`take_profit` text,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `positions_id` ON `positions` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `positions_sequence` ON `positions` (`account_id`,`instrument_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `positions_open` ON `positions` (`instrument_id`) WHERE closed_at IS NULL;--> statement-breakpoint
CREATE INDEX `positions_closed` ON `positions` (`closed_at`) WHERE closed_at IS NOT NULL;--> statement-breakpoint
CREATE TABLE `order_events` (
	`seq` integer PRIMARY KEY NOT NULL,
	`order_id` text NOT NULL,
	`sequence` integer NOT NULL,
	`type` text NOT NULL,
	`source` text NOT NULL,
	`status` text NOT NULL,
	`time` integer NOT NULL,
	`received_at` integer NOT NULL,
	`detail` text NOT NULL,
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `order_events_sequence` ON `order_events` (`order_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `orders` (
	`seq` integer PRIMARY KEY NOT NULL,
	`id` text NOT NULL,
	`client_order_id` text NOT NULL,
	`broker_order_id` text,
	`account_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`side` text NOT NULL,
	`type` text NOT NULL,
	`quantity` text NOT NULL,
	`limit_price` text,
	`stop_price` text,
	`time_in_force` text NOT NULL,
	`status` text NOT NULL,
	`filled_quantity` text NOT NULL,
	`filled_value` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`acknowledged_at` integer,
	`unconfirmed_at` integer,
	`triggered_at` integer,
	`amended_at` integer,
	`last_fill_at` integer,
	`ended_status` text,
	`ended_at` integer,
	`ended_reason` text,
	`ended_presumed` integer,
	`external` integer NOT NULL,
	`replaces` text,
	`strategy` text,
	`symbol` text GENERATED ALWAYS AS (substr(instrument_id, instr(instrument_id, ':') + 1)) VIRTUAL NOT NULL,
	`quantity_order` real GENERATED ALWAYS AS (CAST(quantity AS REAL)) VIRTUAL NOT NULL,
	`price_order` real GENERATED ALWAYS AS (CAST(coalesce(limit_price, stop_price, -1.7976931348623157e308) AS REAL)) VIRTUAL NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `orders_id` ON `orders` (`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `orders_client_order_id` ON `orders` (`client_order_id`);--> statement-breakpoint
CREATE INDEX `orders_broker_order_id` ON `orders` (`account_id`,`broker_order_id`) WHERE broker_order_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_time` ON `orders` (`created_at`);--> statement-breakpoint
CREATE INDEX `orders_symbol` ON `orders` (`symbol`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_status` ON `orders` (`status`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_account` ON `orders` (`account_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_side` ON `orders` (`side`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_strategy` ON `orders` (`strategy`,`created_at`) WHERE strategy IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_quantity` ON `orders` (`quantity_order`,`created_at`);--> statement-breakpoint
CREATE INDEX `orders_price` ON `orders` (`price_order`,`created_at`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`seq` integer PRIMARY KEY NOT NULL,
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
	FOREIGN KEY (`order_id`) REFERENCES `orders`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_id` ON `outbox` (`id`);--> statement-breakpoint
CREATE INDEX `outbox_order` ON `outbox` (`order_id`);--> statement-breakpoint
CREATE INDEX `outbox_unresolved` ON `outbox` (`created_at`) WHERE state IN ('intent', 'sending', 'unknown');--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`portfolio_id` text NOT NULL,
	`name` text NOT NULL,
	`venue` text NOT NULL,
	`kind` text NOT NULL,
	`maker_fee` text NOT NULL,
	`taker_fee` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`portfolio_id`) REFERENCES `portfolios`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `equity_snapshots` (
	`portfolio_id` text NOT NULL,
	`time` integer NOT NULL,
	`equity` text,
	`cash` text,
	`market_value` text,
	`realised` text,
	`unrealised` text,
	`fees` text,
	`deposited` text,
	PRIMARY KEY(`portfolio_id`, `time`),
	FOREIGN KEY (`portfolio_id`) REFERENCES `portfolios`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `instruments` (
	`id` text PRIMARY KEY NOT NULL,
	`venue` text NOT NULL,
	`symbol` text NOT NULL,
	`kind` text NOT NULL,
	`base` text NOT NULL,
	`quote` text NOT NULL,
	`settle` text NOT NULL,
	`tick_size` text NOT NULL,
	`lot_size` text NOT NULL,
	`min_quantity` text,
	`max_quantity` text,
	`min_notional` text,
	`multiplier` text NOT NULL,
	`tradable` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `portfolios` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`base_currency` text NOT NULL,
	`lot_method` text NOT NULL,
	`max_quantity` text,
	`max_notional` text,
	`max_price_distance` text,
	`max_open_orders` integer,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `portfolios_name` ON `portfolios` (`name`);--> statement-breakpoint
CREATE TABLE `migrations` (
	`version` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`digest` text NOT NULL,
	`applied_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `workspace` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
