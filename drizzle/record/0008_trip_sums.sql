CREATE TABLE `trip_sums` (
	`account_id` text NOT NULL,
	`instrument_id` text NOT NULL,
	`fee_currencies` text NOT NULL,
	`realised` text NOT NULL,
	`fees` text NOT NULL,
	`trades` integer NOT NULL,
	`wins` integer NOT NULL,
	`losses` integer NOT NULL,
	`gross_profit` text NOT NULL,
	`gross_loss` text NOT NULL,
	`seal` integer,
	PRIMARY KEY(`account_id`, `instrument_id`, `fee_currencies`),
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`instrument_id`) REFERENCES `instruments`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
