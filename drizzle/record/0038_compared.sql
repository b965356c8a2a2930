CREATE TABLE `compared` (
	`account_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`venue_trade_id` text NOT NULL,
	`seal` integer,
	PRIMARY KEY(`account_id`, `instrument_id`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
