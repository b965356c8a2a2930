CREATE TABLE `given_prices` (
	`of` text NOT NULL,
	`in_currency` text NOT NULL,
	`source` text NOT NULL,
	`instrument_id` text,
	`price` text,
	`time` integer,
	`given_at` integer NOT NULL,
	`seal` integer,
	PRIMARY KEY(`of`, `in_currency`)
) STRICT, WITHOUT ROWID;
