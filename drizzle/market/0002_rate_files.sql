CREATE TABLE `reference_rates` (
	`of_currency` text NOT NULL,
	`day` integer NOT NULL,
	`into_currency` text NOT NULL,
	`rate` text NOT NULL,
	`file` text NOT NULL,
	PRIMARY KEY(`of_currency`, `day`, `into_currency`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `reference_rates_into` ON `reference_rates` (`into_currency`,`day`);